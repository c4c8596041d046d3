// Form fields as the server describes them.
import { $, $$, active, button, el, hear, newId, stops, t } from "./dom.js";
import { state } from "./server.js";
import { picker } from "./picker.js";

/** `save(values)` resolves to whether what changed was saved. */
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
		wrap.append(el("b", label), el("p", { dir: "auto" }, field.shown || "–"));
		return wrap;
	}
	const notes = [help && el("p.help", { id: newId() }, help), disagrees && el("p.disagrees", { id: newId() }, disagrees)].filter(Boolean);
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
		control = el("select", { ...common, onchange: () => changed(500), onblur: () => wrap.dirty && changed() }, choices.map((choice) => el("option", { value: choice.value }, choice.label)));
		control.value = value;
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
	if (proposed && proposed !== value) wrap.append(button(t("use", { value: proposed }), () => {
		control.value = proposed;
		changed();
		control.focus();
	}));
	return wrap;
}

export function redraw(root, ...children) {
	const focus = active();
	const within = root.contains(focus);
	const key = ({ dataset }) => `${dataset.scope} ${dataset.field}`;
	const dirty = new Map($$("[data-field]", root).filter((each) => each.dirty).map((each) => [key(each), each]));
	const field = within && focus.closest("[data-field]");
	const at = within ? stops(root).indexOf(focus) : -1;
	const marks = within && focus.selectionStart != null && [focus.selectionStart, focus.selectionEnd];
	const open = $$("details[open]", root).map((each) => each.dataset.key);
	const { scrollTop } = root;
	root.replaceChildren(...children.flat(3).filter(Boolean));
	for (const each of $$("[data-field]", root)) if (dirty.has(key(each))) each.replaceWith(dirty.get(key(each)));
	for (const each of $$("details", root)) each.open ||= open.includes(each.dataset.key);
	root.scrollTop = scrollTop;
	if (!within) return;
	const same = field && $$("[data-field]", root).find((each) => key(each) === key(field));
	const goal = $(`[data-key="${CSS.escape(focus.dataset.key)}"]`, root) ?? (same && $(focus.tagName, same)) ?? stops(root).slice(0, at + 1).at(-1) ?? $("h2", root);
	goal?.focus({ preventScroll: true });
	if (marks && goal?.selectionStart != null) goal.setSelectionRange(...marks);
}
