// Form fields as the server describes them, and the picker over a register (an ARIA combobox).
import { $, $$, active, button, dialog, el, hear, main, modified, newId, t } from "./dom.js";
import { change, complain, get, on, state } from "./server.js";

const LISTS = { person: "people", organisation: "organisations", place: "places", source: "sources" };
let registers = null;
on("changed", () => (registers = null));

async function entriesOf(names) {
	registers ??= get("registers");
	try {
		const all = await registers;
		return names.flatMap((name) => all[LISTS[name]]);
	} catch {
		registers = null;
		return [];
	}
}

/** `save(values)` is told of what changed and resolves to whether it was saved. */
export function drawFields(fields, options = {}) {
	const drawn = (more) => fields.filter(({ group }) => (group === "more") === more).map((field) => drawField(field, options));
	const rest = drawn(true);
	return [drawn(false), rest.length ? el("details", { "data-key": "more" }, el("summary", t("more")), rest) : null];
}

export const valuesOf = (root) => Object.fromEntries($$("[data-field]", root).filter((each) => each.read).map((each) => [each.dataset.field, each.read()]));

function drawField(field, { save, scope = "" }) {
	const { name, label, type, help, disagrees, choices = [], proposed } = field;
	const value = field.value ?? "";
	const id = newId();
	const wrap = el("div.field", { "data-field": name, "data-scope": scope });
	if (state.readOnly) {
		wrap.append(el("b", label), el("p", { dir: "auto" }, plain(field) || "–"));
		return wrap;
	}
	const explain = choices.some((choice) => choice.explain) && el("p.help", { id: newId() });
	const notes = [help && el("p.help", { id: newId() }, help), disagrees && el("p.disagrees", { id: newId() }, disagrees), explain].filter(Boolean);
	let timer = 0;
	let last = JSON.stringify(value);
	const touched = () => (wrap.dirty = true);
	const changed = (wait = 0) => {
		touched();
		clearTimeout(timer);
		if (save) timer = setTimeout(send, wait);
	};
	const send = async () => {
		const given = wrap.read();
		const sent = JSON.stringify(given);
		if (sent !== last && !(await save({ [name]: given }))) return;
		last = sent;
		wrap.dirty = JSON.stringify(wrap.read()) !== sent;
	};
	const common = {
		id, name, value, "aria-describedby": notes.map((note) => note.id).join(" ") || null, "aria-invalid": disagrees ? "true" : null,
		oninput: touched, onchange: () => changed(),
	};
	let control;
	wrap.read = () => control.value.trim();
	if (type === "choice") {
		const shown = choices.some((choice) => choice.value === value) ? choices : [{ value, label: "–" }, ...choices];
		control = el("select", { ...common, onchange: () => changed(500), onblur: () => wrap.dirty && changed() }, shown.map((choice) => el("option", { value: choice.value }, choice.label)));
		control.value = value;
		const tell = () => explain && (explain.textContent = choices.find((choice) => choice.value === control.value)?.explain ?? "");
		hear(control, "change", tell);
		tell();
	} else if (type === "bool") {
		control = el("input", { ...common, type: "checkbox", checked: Boolean(value) });
		wrap.read = () => control.checked;
	} else if (type === "entry") control = picker(field, { ...common, wrap, changed });
	else if (type === "long") control = el("textarea", { ...common, rows: 4 });
	else control = el("input", {
		...common, type: "text", dir: "auto", autocomplete: "off", inputmode: type === "number" ? "decimal" : null, placeholder: type === "date" ? t("date-shape") : null,
		onkeydown: (event) => event.key === "Enter" && save && changed(),
	});
	const named = el("label", { for: id }, label);
	wrap.append(...(type === "bool" ? [el("div.check", control, named)] : [named, control]), ...notes);
	if (proposed != null && proposed !== "" && proposed !== value) wrap.append(button(t("use", { value: proposed }), () => {
		control.value = proposed;
		changed();
		control.focus();
	}));
	return wrap;
}

const plain = ({ type, value, choices, value_labels }) => type === "bool" ? t(value ? "yes" : "no") : choices?.find((choice) => choice.value === value)?.label ?? [value_labels ?? value].flat().join("; ");

function picker({ value, value_labels: known = [], register, registers: searched = [register], many, label: field, name: wanted, free = wanted === "authors" }, { wrap, changed, value: _, oninput, onchange, ...common }) {
	let ids = [value].flat().filter(Boolean);
	const first = ids;
	let entries = [];
	let pointed = -1;
	const list = el("ul", { role: "listbox", id: newId(), "aria-label": field, hidden: true });
	const input = el("input", {
		...common, type: "text", role: "combobox", autocomplete: "off", dir: "auto", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
		placeholder: t("pick", { kind: t(`kind.${register}`) }), oninput: () => open(), onclick: () => open(), onfocus: () => input.select(),
		onblur: () => {
			close();
			show();
		},
	});
	const chips = el("ul.chips", { "aria-label": t("picked", { field }) });
	const box = el("div.picker", many && chips, input, list);
	box.focus = () => input.focus();
	Object.defineProperty(box, "value", { set: (given) => {
		ids = [given].flat();
		show();
	} });
	wrap.read = () => (many ? ids : (ids[0] ?? ""));

	const labelOf = (id) => entries.find((entry) => entry.id === id)?.label ?? known[first.indexOf(id)] ?? id;
	const show = () => {
		chips.hidden = !ids.length;
		chips.replaceChildren(...ids.map((id) => el("li", el("span", labelOf(id)),
			button("×", () => take(ids.filter((each) => each !== id)), { "aria-label": t("take-out", { name: labelOf(id) }), class: "plain" }))));
		input.value = many || !ids[0] ? "" : labelOf(ids[0]);
	};
	const renew = async () => {
		entries = await entriesOf(searched);
		if (active() !== input) show();
		else if (!list.hidden) open();
	};
	const take = async (now) => {
		ids = now;
		close();
		changed();
		entries = await entriesOf(searched);
		show();
		input.focus();
	};
	const expand = (open_) => {
		list.hidden = !open_;
		pointed = -1;
		input.ariaExpanded = String(open_);
		input.removeAttribute("aria-activedescendant");
	};
	const close = () => expand(false);
	const row = (label, pick, chosen = false) => el("li", { role: "option", id: newId(), "aria-selected": String(chosen), onmousedown: (event) => event.preventDefault(), onclick: pick }, el("span", label));
	const open = () => {
		const typed = !many && ids[0] && input.value === labelOf(ids[0]) ? "" : input.value.trim();
		const parts = typed.toLocaleLowerCase().split(/\s+/);
		const fits = entries.filter(({ label, kind }) => parts.every((part) => `${label} ${kind}`.toLocaleLowerCase().includes(part)));
		const rows = fits.slice(0, 60).map(({ id, label }) => row(label, () => take(many ? [...ids.filter((each) => each !== id), id] : [id]), ids.includes(id)));
		const more = (label, pick) => rows.push(row(label.trim(), pick));
		if (free && typed) more(t("as-written", { name: typed }), () => take(many ? [...ids, typed] : [typed]));
		if (!many && ids.length) more(t("nobody"), () => take([]));
		for (const each of searched) more(t(`new.${each}`, { name: typed }), () => create(each, typed));
		list.replaceChildren(...rows);
		expand(true);
	};
	const create = async (of, label) => {
		close();
		const made = await askEntry({ register: of, label });
		if (made) take(many ? [...ids, made] : [made]);
		else input.focus();
	};
	const point = (to) => {
		const rows = [...list.children];
		pointed = (to + rows.length) % rows.length;
		rows.forEach((each, at) => each.classList.toggle("active", at === pointed));
		rows[pointed].scrollIntoView({ block: "nearest" });
		input.setAttribute("aria-activedescendant", rows[pointed].id);
	};
	hear(input, "keydown", (event) => {
		const { key } = event;
		if (modified(event)) return;
		if (key === "ArrowDown" || key === "ArrowUp") {
			if (list.hidden) open();
			point(key === "ArrowDown" ? pointed + 1 : Math.max(pointed, 0) - 1);
		} else if (key === "Enter" && !list.hidden) ready.then(() => (list.children[pointed] ?? list.children[0]).click());
		else if (key === "Escape" && !list.hidden) close();
		else if (key === "Backspace" && many && !input.value && ids.length) take(ids.slice(0, -1));
		else if (key !== "Enter") return;
		event.preventDefault();
		event.stopPropagation();
	});
	show();
	const ready = renew();
	return box;
}

export function redraw(root, ...children) {
	const focus = active();
	const within = root.contains(focus);
	const stops = () => $$("button,input,select,textarea,summary,a[href],[tabindex='0']", root).filter((each) => each.getClientRects().length);
	const key = ({ dataset }) => `${dataset.scope} ${dataset.field}`;
	const dirty = new Map($$("[data-field]", root).filter((each) => each.dirty).map((each) => [key(each), each]));
	const field = within && focus.closest("[data-field]");
	const at = within ? stops().indexOf(focus) : -1;
	const marks = within && focus.selectionStart != null && [focus.selectionStart, focus.selectionEnd];
	const open = $$("details[open]", root).map((each) => each.dataset.key);
	const { scrollTop } = root;
	root.replaceChildren(...children.flat(3).filter(Boolean));
	for (const each of $$("[data-field]", root)) if (dirty.has(key(each))) each.replaceWith(dirty.get(key(each)));
	for (const each of $$("details", root)) each.open ||= open.includes(each.dataset.key);
	root.scrollTop = scrollTop;
	if (!within) return;
	const same = field && $$("[data-field]", root).find((each) => key(each) === key(field));
	const goal = $(`[data-key="${CSS.escape(focus.dataset.key)}"]`, root) ?? (same && $(focus.tagName, same)) ?? stops()[Math.min(at, stops().length - 1)] ?? $("h2", root);
	goal?.focus({ preventScroll: true });
	if (marks && goal?.selectionStart != null) goal.setSelectionRange(...marks);
}

export async function askEntry({ register, id = null, label = "" }) {
	const form = await get("form", { register, id }).catch(complain);
	if (!form) return null;
	const first = form.fields.find(({ name }) => name === "name" || name === "title");
	if (label) first.value ||= label;
	const body = el("div", drawFields(form.fields));
	const failed = el("p.disagrees", { role: "alert" });
	let made = null;
	const save = async () => {
		failed.textContent = "";
		try {
			const answer = await change({ type: "entry", register, id, fields: valuesOf(body) });
			made = answer?.entry || id;
			if (answer) box.close();
		} catch (error) {
			failed.textContent = error.message;
		}
	};
	const box = dialog(t(id ? "edit-entry" : `new.${register}`, { name: "" }), [body, failed], main(t("save"), save));
	hear(box, "keydown", (event) => event.key === "Enter" && event.target.matches("input:not([role])") && save());
	return new Promise((resolve) => hear(box, "close", () => resolve(made)));
}
