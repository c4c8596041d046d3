// Find the words: a way to mark that needs no selection.
import { $, active, button, context, el, hear, main, say, t, ticks, tn, warn } from "./dom.js";
import { attempt, complain, find as search, on, state } from "./server.js";
import { keys, mark, marks } from "./marking.js";
import { goTo, paint } from "./text.js";
import { openDetails } from "./details.js";
import { openTab } from "./tabs.js";
import { ask } from "./forms.js";

const NAMES = ["person", "organisation", "place"];
let list = null;
let kinds;
const field = $("#words");
const results = $("#found");
const marked = $("#marked");

export function start() {
	kinds = $("#kinds")?.cloneNode(true) ?? el("div");
	kinds.id = "kinds-found";
	$("[data-act=all]", kinds)?.remove();
	kinds.ariaLabel = t("mark-found");
	marks(kinds, markThem);
	hear($("#find form"), "submit", (event) => {
		event.preventDefault();
		find(false);
	});
	keys(results, "#kinds-found");
}

on("changed", async () => {
	const was = list;
	const occurrences = was && (await search(was.exact).catch(complain));
	if (occurrences && list === was) put(was.exact, occurrences, was.boxes.map((box) => box.checked));
});

on("everywhere", (words) => {
	openFind();
	field.value = words;
	find(true);
});

async function find(all) {
	const exact = field.value.trim();
	results.replaceChildren();
	marked.replaceChildren();
	list = null;
	const occurrences = exact && (await search(exact).catch(complain));
	if (!occurrences) return field.focus();
	if (!occurrences.length) return warn("not-found", { words: exact });
	const one = occurrences.length === 1;
	put(exact, occurrences, occurrences.map(() => one || all));
	$(one ? "button" : "input", results).focus();
	return say(tn("occurrences", occurrences.length));
}

function put(exact, occurrences, checked) {
	const focus = results.contains(active()) && active();
	list = ticks(tn("occurrences", occurrences.length), occurrences, context);
	Object.assign(list, { exact, version: state.version });
	list.boxes.forEach((box, at) => (box.checked = Boolean(checked[at])));
	hear(list, "change", look);
	paint(occurrences);
	results.replaceChildren(list, kinds, el("div.row", button(t("choose-in-text"), () => picked(goTo)), button(t("tab.details"), () => picked(({ place }) => details(place)), { "data-act": "details" })));
	if (focus) (focus.isConnected ? focus : $("input", list)).focus();
	look();
}

const picked = (action) => (list.picked()[0] ? action(list.picked()[0]) : warn("tick-one"));
const look = () => list.picked()[0] && goTo(list.picked()[0], false);
const details = (place) => openDetails(place, () => openTab("find", true));

const markThem = (kind) => picked(async (first) => {
	goTo(first, false);
	if (kind === "note") return mark(kind);
	const { version } = list;
	const ranges = list.picked().map(({ place, end }) => [place, end]);
	const action = { type: "mark", kind, ranges };
	const answer = await (ranges.length > 1 && NAMES.includes(kind) ? ask({ of: "name", kind }, action, { version }) : attempt(action, version));
	if (!answer) return null;
	const open = main(t("mark-details"), () => details(answer.chosen ?? first.place));
	marked.replaceChildren(el("p", answer.said), open);
	return open.focus();
});

export function openFind() {
	openTab("find");
	field.focus();
	field.select();
}
