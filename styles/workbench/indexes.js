// What is left to do, and the indexes: from each entry to its places, and back.
import { $, $$, active, arrows, button, context, el, hear, main, t, ticks, tn } from "./dom.js";
import { complain, get, on, state } from "./server.js";
import { redraw } from "./fields.js";
import { ask, mend } from "./forms.js";
import { openDetails } from "./details.js";
import { goTo } from "./text.js";
import { openNow, openTab } from "./tabs.js";

const panel = $("#indexes");
let stale = true;
let version = null;

export function start() {
	arrows(panel, "li button");
	on("opened", load);
	on("changed", renew);
	on("checked", renew);
	renew();
}

function renew() {
	stale = true;
	$("#tab-indexes .count").textContent = state.todo.count || "";
	$("#tab-suggestions .count").textContent = state.todo.of?.suggestions || "";
	load();
}

async function load() {
	if (!stale || openNow() !== "indexes") return;
	stale = false;
	({ version } = state);
	const found = await get("indexes").catch(complain);
	if (!found) return;
	const ticked = $$("input:checked", panel).map(({ dataset }) => dataset.key);
	const part = (todo) => found.groups.filter((group) => group.todo === todo && group.count).map(draw);
	const [left, rest] = [true, false].map(part);
	const here = active() === panel;
	redraw(panel, el("h2", { tabindex: "-1" }, t("to-do")), el(left.length ? "p.help" : "p.done", left.length ? `${tn("left", state.todo.count)} ${t("findings-help")}` : t("nothing-left")), left, rest.length > 0 && el("h2", t("indexes")), rest);
	for (const each of $$("input[data-key]", panel)) each.checked = ticked.includes(each.dataset.key);
	if (here) ($("summary", panel) ?? $("h2", panel)).focus();
}

function draw(group) {
	const { id, label, count, act, todo, entries } = group;
	return el("details", { "data-key": id, open: todo && count < 8 }, el("summary", label, " ", el("span.count", count)),
		act === "suggestions" ? main(group.act_label, () => openTab(act, true)) : todo && act && !state.readOnly ? findings(group) : el("ul.entries", entries.map((entry) => drawEntry(entry, id))));
}

/** Findings of one rule: those that are ticked get one answer, else the one that has the focus. */
function findings({ id, act, act_label: label, label: rule, said, entries }) {
	const rows = entries.map((row) => ({ ...row, key: `${id} ${row.element}` }));
	const list = ticks(rule, rows, ({ label: name, message, places: [place] }) => el("span", name && el("b", name), place && context(place), message && el("small", ` ${message}`)));
	let here = rows[0];
	const run = (of = [here]) => {
		if (act === "details") return openDetails(here.element, () => {
			openTab("indexes", true);
			$(`[data-key="${id}"] summary`, panel)?.focus();
		}, version);
		const picked = list.picked();
		return mend(picked.length ? picked : of, of[0].message || said, version);
	};
	hear(list, "focusin", ({ target }) => {
		here = rows[list.boxes.indexOf(target)] ?? here;
		if (here.places[0]) goTo(here.places[0], false);
	});
	hear(list, "keydown", ({ key, target }) => key === "Enter" && run(list.boxes.includes(target) ? [here] : rows));
	return [list, main(label, () => run(), { "data-key": `${id} act`, "aria-label": `${label} ${rule}` })];
}

function drawEntry({ own: id, label, message, detail = message, places = [], register }, group) {
	const key = `${group} ${id ?? label}`;
	const where = places.map((place, at) => button(place.exact ? context(place) : t("place-n", { n: at + 1 }), () => goTo(place), { class: "where", "data-key": `${key} ${at}` }));
	return el("li", el("p", { dir: "auto" }, el("b", label), detail && el("small", ` ${detail}`)), where,
		!state.readOnly && register && button(t("edit"), () => ask({ register, id }, { type: "entry", register, id }), { class: "link", "aria-label": t("edit-name", { name: label }), "data-key": `${key} edit` }));
}
