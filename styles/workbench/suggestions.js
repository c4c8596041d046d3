// What a program proposed: a yes or no by single keys or buttons.
import { $, $$, active, arrows, context, el, hear, roving, t, toolbar } from "./dom.js";
import { attempt, complain, get, on, state } from "./server.js";
import { keys, swatch, undo } from "./marking.js";
import { goTo } from "./text.js";
import { openDetails } from "./details.js";
import { openNow, openTab } from "./tabs.js";

let rows = [];
let version = null;
let stale = true;
let asked = 0;
const kind = $("#by-kind");
const sure = $("#by-sure");
const list = $("#proposals");
const bar = $("#answers");
const options = () => $$("[role=option]", list);
const current = () => options().find((each) => each.ariaSelected === "true");

const answer = (type) => async () => {
	const { row } = current();
	if (!row) return;
	rows = rows.filter((each) => each !== row);
	draw();
	if (await attempt({ type, elements: [row.element] }, version)) return;
	stale = true;
	load();
};
const all = () => current().row && attempt({ type: "confirm", kind: current().row.kind, sure: sure.value === "sure" });
const alter = () => current().row && openDetails(current().row.element, () => {
	openTab("suggestions");
	current().focus();
}, version);
const ANSWERS = { yes: answer("confirm"), no: answer("reject"), change: alter, all, undo };

export function start() {
	hear(kind, "change", draw);
	hear(sure, "change", draw);
	toolbar(bar);
	hear(bar, "click", ({ target }) => ANSWERS[target.closest("button")?.dataset.answer]?.());
	arrows(list, "[role=option]");
	hear(list, "click", ({ target }) => target.closest("[role=option]")?.focus());
	hear(list, "focusin", ({ target }) => {
		for (const each of options()) each.ariaSelected = String(each === target);
		look(target);
	});
	if (!state.readOnly) {
		keys(list, "#answers");
		hear(list, "keydown", ({ key }) => key === "Enter" && alter());
	}
	on("opened", load);
	on("changed", () => {
		stale = true;
		load();
	});
}

async function load() {
	if (!stale || openNow() !== "suggestions") return;
	stale = false;
	const mine = ++asked;
	const found = await get("suggestions").catch(complain);
	if (mine !== asked || !found) return;
	rows = found;
	version = state.version;
	fill(kind, "kind", "every-kind");
	fill(sure, "sure", "every-sure");
	draw();
}

function fill(select, name, every) {
	const { value } = select;
	const groups = Map.groupBy(rows, (row) => row[name]);
	select.replaceChildren(el("option", { value: "" }, t(every)), ...[...groups].map(([each, of]) => el("option", { value: each }, `${of[0][`${name}_label`]} (${of.length})`)));
	select.value = groups.has(value) ? value : "";
}

function draw() {
	const had = list.contains(active());
	const at = options().indexOf(current());
	const shown = rows.filter((row) => (!kind.value || row.kind === kind.value) && (!sure.value || row.sure === sure.value));
	const made = shown.map((row) => Object.assign(el("div.proposal", { role: "option", "aria-selected": "false" },
		el("span.what", swatch(row.kind), ` ${row.kind_label}, ${row.sure_label}`), context({ ...row, exact: row.words }), el("span", { dir: "auto" }, row.value_label)), { row }));
	list.replaceChildren(...(made.length ? made : [el("p.done", { role: "option" }, t(rows.length ? "none-such" : "no-suggestions"))]));
	roving(list, "[role=option]");
	const next = options()[Math.max(0, Math.min(at, made.length - 1))];
	for (const each of options()) each.tabIndex = each === next ? 0 : -1;
	next.ariaSelected = "true";
	if (had) next.focus();
}

function look({ row }) {
	if (row) goTo(row.places?.[0] ?? { place: row.element }, false);
}
