// The picker over a register: an ARIA combobox, with new entries.
import { active, button, el, hear, modified, newId, t } from "./dom.js";
import { get, on } from "./server.js";
import { ask } from "./forms.js";

let registers = null;
on("changed", () => (registers = null));

async function entriesOf(names) {
	registers ??= get("registers");
	try {
		const all = await registers;
		return names.flatMap((name) => all[name === "person" ? "people" : `${name}s`]);
	} catch {
		registers = null;
		return [];
	}
}

export function picker({ value, value_labels: known = [], register, registers: searched = [register], many, free, fresh, label: field }, { wrap, changed, value: _, oninput, onchange, ...common }) {
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
		const here = box.contains(active());
		ids = now;
		close();
		changed();
		show();
		if (here) input.focus();
		entries = await entriesOf(searched);
		if (list.hidden) show();
	};
	const expand = (open_) => {
		list.hidden = !open_;
		pointed = -1;
		input.ariaExpanded = String(open_);
		input.removeAttribute("aria-activedescendant");
	};
	const close = () => expand(false);
	const row = (label, pick, chosen = false) => el("li", { role: "option", id: newId(), "aria-selected": String(chosen), onmousedown: (event) => event.preventDefault(), onclick: pick }, el("span", label));
	const open = (words = input.value) => {
		const typed = !many && ids[0] && words === labelOf(ids[0]) ? "" : words.trim();
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
		const made = (await ask({ register: of, label, ...fresh }, { type: "entry", register: of }))?.entry;
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
		} else if (key === "Enter" && !list.hidden) {
			const words = input.value;
			const at = pointed < 0 ? 0 : pointed - list.children.length; // from the end: more may come
			wrap.ready = ready.then(() => open(words)).then(() => [...list.children].at(at).click());
		} else if (key === "Escape" && !list.hidden) close();
		else if (key === "Backspace" && many && !input.value && ids.length) take(ids.slice(0, -1));
		else return;
		event.preventDefault();
		event.stopPropagation();
	});
	show();
	const ready = renew();
	return box;
}
