// What is left to do, and the indexes: from each entry to its places, and back.
import { $, active, arrows, button, context, el, t, tn } from "./dom.js";
import { attempt, complain, get, on, state } from "./server.js";
import { askEntry, redraw } from "./fields.js";
import { goTo } from "./text.js";
import { openNow } from "./tabs.js";

const panel = $("#indexes");
let stale = true;

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
	const found = await get("indexes").catch(complain);
	if (!found) return;
	const part = (todo) => found.groups.filter((group) => group.todo === todo && group.entries.length).map(draw);
	const left = part(true);
	const here = active() === panel;
	redraw(panel, el("h2", { tabindex: "-1" }, t("to-do")), el(left.length ? "p.help" : "p.done", left.length ? tn("left", state.todo.count) : t("nothing-left")), left, el("h2", t("indexes")), part(false));
	if (here) ($("summary", panel) ?? $("h2", panel)).focus();
}

const draw = ({ id, label, entries, todo }) => el("details", { "data-key": id, open: todo && entries.length < 8 },
	el("summary", label, " ", el("span.count", entries.length)), el("ul.entries", entries.map((entry) => drawEntry(entry, id))));

function drawEntry({ id, label, detail, places = [], register, fix }, group) {
	const key = `${group} ${id ?? label}`;
	const where = places.map((place, at) => button(place.exact ? context(place) : t("place-n", { n: at + 1 }), () => goTo(place), { class: "where", "data-key": `${key} ${at}` }));
	const rest = where.splice(5);
	return el("li", el("p", { dir: "auto" }, el("b", label), detail && el("small", ` ${detail}`)), where,
		rest.length > 0 && el("details", { "data-key": key }, el("summary", tn("more-places", rest.length)), rest),
		!state.readOnly && [fix && button(fix.label, () => attempt({ type: "fix", finding: fix.id })),
			register && id && button(t("edit"), () => askEntry({ register, id }), { class: "link", "aria-label": t("edit-name", { name: label }), "data-key": `${key} edit` })]);
}
