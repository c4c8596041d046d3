// Find the words: a way to mark that needs no selection.
import { $, active, arrows, button, context, dialog, el, hear, main, modified, roving, say, t, tn, warn } from "./dom.js";
import { attempt, complain, find as search, on, state } from "./server.js";
import { keyed, mark, marks } from "./marking.js";
import { goTo, paint, settings } from "./text.js";
import { openDetails } from "./details.js";
import { openTab } from "./tabs.js";
import { drawFields, valuesOf } from "./fields.js";

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
	marks(kinds, markThem, t("mark-found"));
	hear($("#find form"), "submit", (event) => {
		event.preventDefault();
		find(false);
	});
	hear(results, "keydown", (event) => {
		const act = settings.keys && !modified(event) && keyed(kinds, event.key);
		if (!act) return;
		event.preventDefault();
		act.click();
	});
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
	list = ticks(occurrences);
	Object.assign(list, { exact, version: state.version });
	list.boxes.forEach((box, at) => (box.checked = Boolean(checked[at])));
	hear(list, "change", look);
	paint(occurrences);
	results.replaceChildren(list, kinds, el("div.row", button(t("choose-in-text"), () => picked(goTo), { "data-act": "show" }), button(t("tab.details"), () => picked(({ place }) => details(place)), { "data-act": "details" })));
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
	const fields = ranges.length > 1 && NAMES.includes(kind) ? await askWho(kind) : {};
	const answer = fields && (await attempt({ type: "mark", kind, ranges, fields }, version));
	if (!answer) return null;
	const open = main(t("tab.details"), () => details(answer.chosen ?? first.place));
	marked.replaceChildren(el("p", answer.said), open);
	return open.focus();
});

const askWho = (kind) => new Promise((resolve) => {
	let given = null;
	const who = el("div", drawFields([{ name: "ref", label: t(`kind.${kind}`), type: "entry", register: kind }]));
	const box = dialog(t("who"), who, main(t("mark-ticked"), () => {
		given = valuesOf(who);
		box.close();
	}));
	hear(box, "close", () => resolve(given));
});

function ticks(occurrences) {
	const box = (onchange) => el("input", { type: "checkbox", onchange });
	const boxes = occurrences.map(() => box());
	const all = box(() => boxes.forEach((each) => (each.checked = all.checked)));
	const made = el("fieldset.ticks", el("legend", tn("occurrences", boxes.length)),
		boxes.length > 1 && el("label", all, el("span", t("tick-all"))), boxes.map((each, at) => el("label", each, context(occurrences[at]))));
	roving(made, "input");
	arrows(made, "input");
	return Object.assign(made, { boxes, picked: () => occurrences.filter((_, at) => boxes[at].checked) });
}

export function openFind() {
	openTab("find");
	field.focus();
	field.select();
}
