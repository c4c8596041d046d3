// Elements, words of the interface, and what a screen reader is told.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

export const active = () => document.activeElement;
export const hear = (target, name, action) => target.addEventListener(name, action);

/** An element by `tag.class#id`; `on…` properties are listeners, false and null are left out. */
export function el(what, ...children) {
	const [tag, ...marks] = what.split(/(?=[.#])/);
	const made = document.createElement(tag);
	for (const mark of marks) mark[0] === "#" ? (made.id = mark.slice(1)) : made.classList.add(mark.slice(1));
	for (const [name, value] of Object.entries(children[0]?.constructor === Object ? children.shift() : {})) {
		if (value === false || value == null) continue;
		if (name.startsWith("on")) hear(made, name.slice(2), value);
		else if (name === "value" || name === "checked") made[name] = value;
		else made.setAttribute(name, value === true ? "" : value);
	}
	made.append(...children.flat(4).filter((child) => child != null && child !== false));
	return made;
}

export const button = (label, action, properties) => el("button", { type: "button", onclick: action, ...properties }, label);
export const main = (label, action, properties) => button(label, action, { class: "main", ...properties });

let count = 0;
export const newId = () => `id-${++count}`;

let words = {};
export const language = document.documentElement.lang;
export const speak = (found) => (words = found);

export const t = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const tn = (key, n) => t(`${key}.${new Intl.PluralRules(language).select(n)}`, { n: n.toLocaleString(language) });

const timers = {};
const later = (name, wait, action) => {
	clearTimeout(timers[name]);
	timers[name] = setTimeout(action, wait);
};

export function say(text, urgent = false, seen = true) {
	if (!text) return;
	const region = $(urgent ? "#urgent" : "#said");
	($$("dialog[open]").at(-1) ?? document.body).append(region); // the rest is inert
	const shown = $("#message");
	region.textContent = "";
	later(region.id, 40, () => (region.textContent = text));
	if (!seen) return;
	shown.textContent = text;
	shown.classList.toggle("error", urgent);
	later("shown", urgent ? 15000 : 6000, () => (shown.textContent = ""));
}
export const tell = (key, values) => say(t(key, values));
export const warn = (key, values) => say(t(key, values), true);

export function kept(name, ...value) {
	try {
		if (!value.length) return JSON.parse(localStorage.getItem(`exporter-${name}`));
		localStorage.setItem(`exporter-${name}`, JSON.stringify(value[0]));
	} catch {
	}
	return null;
}

export function dialog(title, body, buttons, { back = null } = {}) {
	const before = active();
	const id = newId();
	const close = () => made.close();
	const made = el("dialog", { "aria-labelledby": id },
		el("div.head", el("h2", { id, tabindex: "-1" }, title), button("×", close, { class: "plain", "aria-label": t("close") })),
		el("div.body", body), el("div.foot", buttons ?? main(t("close"), close)));
	hear(made, "close", () => {
		document.body.append($("#said"), $("#urgent"));
		made.remove();
		const goal = back?.() ?? before;
		(goal.isConnected ? goal : $("[role=tabpanel]:not([hidden])")).focus();
	});
	document.body.append(made);
	made.showModal();
	($(".body :is(input:not([type=radio]),select,textarea)", made) ?? $("h2", made)).focus();
	return made;
}

export const context = ({ before, exact, after }) => el("span.context", { dir: "auto" }, before, el("b", exact), after);

export const modified = (event) => event.altKey || event.ctrlKey || event.metaKey;

const isShown = (each) => each.getClientRects().length;

/** What Tab stops at. */
export const stops = (root) => $$("button,input,select,textarea,summary,a[href],[tabindex='0']", root).filter(isShown);

export function arrows(root, selector, { across = false, picked = null } = {}) {
	hear(root, "keydown", (event) => {
		const items = $$(selector, root).filter(isShown);
		const at = items.indexOf(event.target.closest(selector));
		if (at < 0 || modified(event)) return;
		const rtl = document.documentElement.dir === "rtl";
		const [less, more] = across ? (rtl ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"]) : ["ArrowUp", "ArrowDown"];
		const last = items.length - 1;
		const to = { [less]: at - 1, [more]: at + 1, Home: 0, End: last }[event.key];
		if (to === undefined) return;
		event.preventDefault();
		const goal = items[across ? (to + items.length) % items.length : Math.max(0, Math.min(last, to))];
		goal.focus();
		picked?.(goal);
	});
}

export function roving(root, selector) {
	$$(selector, root).forEach((item, at) => (item.tabIndex = at ? -1 : 0));
	hear(root, "focusin", (event) => {
		const mine = event.target.closest(selector);
		if (mine) for (const each of $$(selector, root)) each.tabIndex = each === mine ? 0 : -1;
	});
}

export function toolbar(root) {
	roving(root, "button");
	arrows(root, "button", { across: true });
	return root;
}

/** A list to tick, which arrow keys lead through: `picked()` are the rows that are ticked. */
export function ticks(legend, rows, draw) {
	const box = (properties) => el("input", { type: "checkbox", ...properties });
	const boxes = rows.map(({ key }) => box({ "data-key": key }));
	const all = box({ onchange: () => boxes.forEach((each) => (each.checked = all.checked)) });
	const made = el("fieldset.ticks", el("legend", legend),
		rows.length > 1 && el("label", all, el("span", t("tick-all"))), boxes.map((each, at) => el("label", each, draw(rows[at]))));
	roving(made, "input");
	arrows(made, "input");
	return Object.assign(made, { boxes, picked: () => rows.filter((_, at) => boxes[at].checked) });
}
