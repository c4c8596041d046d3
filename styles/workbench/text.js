// The article: drawn by the server, with a caret, but nothing can be typed. A place is
// `block:offset` in code points of the source; a spot is a block and the count of its visible
// UTF-16 units, which marking does not change: by it a caret is found again.
import { $, $$, active, el, hear, newId, say, tell } from "./dom.js";
import { emit, on } from "./server.js";

export const article = $("#text");
export const settings = { marks: true, keys: true };

export function draw(html) {
	article.innerHTML = html;
	name(article);
}

const names = new Map();

function name(within) {
	for (const mark of $$(".a[data-label]", within)) {
		const { label } = mark.dataset;
		if (!names.has(label)) {
			names.set(label, newId());
			$("#names").append(el("span", { id: names.get(label) }, label));
		}
		mark.role = "mark";
		mark.setAttribute("aria-describedby", names.get(label));
	}
}

const blockOf = (id) => $(`[data-block="${CSS.escape(id)}"]`, article);

on("changed", ({ html, blocks = {}, removed = [], said, chosen: to }) => {
	const had = active() === article;
	const top = scrollY;
	if (html != null) draw(html);
	else {
		for (const id of removed) blockOf(id)?.remove();
		for (const [id, source] of Object.entries(blocks)) {
			if (!blockOf(id)) continue;
			blockOf(id).outerHTML = source;
			name(blockOf(id));
		}
	}
	if (chosen) show(chosen, { caret: had });
	scrollTo(0, top);
	say(said);
	if (to) emit("look", to);
});

const runOf = (node) => {
	const run = node.parentElement?.closest("[data-s],[data-generated]");
	return run?.dataset.s === undefined ? null : run;
};
const isRun = (node) => node.data && runOf(node);
const holder = (node) => node.parentElement.closest("[data-block]");

function walker(within, from = within) {
	const found = document.createTreeWalker(within, NodeFilter.SHOW_TEXT, (node) => Boolean(runOf(node)));
	found.currentNode = from;
	return found;
}

function* runsOf(block) {
	const walk = walker(block);
	while (walk.nextNode()) if (holder(walk.currentNode) === block) yield walk.currentNode;
}

function settle(node, offset, forwards) {
	if (isRun(node)) {
		const walk = walker(article, node);
		if (forwards && offset === node.length) {
			const next = walk.nextNode();
			if (next && holder(next) === holder(node)) return [next, 0];
		}
		const last = !forwards && !offset && walk.previousNode();
		return last ? [last, last.length] : [node, offset];
	}
	let near = node.childNodes[forwards ? offset : offset - 1] ?? node;
	if (near !== node) for (let in_ = near; in_; in_ = forwards ? in_.firstChild : in_.lastChild) near = in_;
	const walk = walker(article, near);
	const found = isRun(near) ? near : forwards ? walk.nextNode() : walk.previousNode();
	return found && [found, forwards ? 0 : found.length];
}

const points = (text) => [...text].length;

function placeAt(node, offset) {
	const { s, e } = runOf(node).dataset;
	const at = e === undefined ? Number(s) + points(node.data.slice(0, offset)) : offset ? e : s;
	return `${holder(node).dataset.block}:${at}`;
}

function spotAt(node, offset) {
	const block = holder(node);
	let at = 0;
	for (const run of runsOf(block)) {
		if (run === node) return { block: block.dataset.block, at: at + offset };
		at += run.length;
	}
	return null;
}

// `late` prefers the end of a run to the start of the next.
function boundary({ block, at }, late) {
	const found = blockOf(block);
	let last = null;
	for (const run of found ? runsOf(found) : []) {
		if (at < run.length || (late && at && at === run.length)) return [run, at];
		at -= run.length;
		last = run;
	}
	return last && [last, last.length];
}

function spotOf(place) {
	const [id, count] = place.split(":");
	const block = blockOf(id);
	const offset = Number(count);
	if (!block) return null;
	let at = 0;
	for (const run of runsOf(block)) {
		const { s, e } = runOf(run).dataset;
		if (offset < (e ?? Number(s) + points(run.data) + 1)) {
			if (e === undefined && offset > s) at += [...run.data].slice(0, offset - s).join("").length;
			break;
		}
		at += run.length;
	}
	return { block: block.dataset.block, at };
}

let chosen = null;

function rangeOf({ from, to }) {
	const start = boundary(from, false);
	const end = from.block === to.block && from.at === to.at ? start : boundary(to, true);
	if (!start || !end) return null;
	const range = document.createRange();
	range.setStart(...start);
	range.setEnd(...end);
	return range;
}
const here = () => chosen && rangeOf(chosen);

function visible(range) {
	const copy = range.cloneContents();
	for (const made of $$("[data-generated]", copy)) made.remove();
	return copy.textContent;
}

export const chosenWords = () => (here() ? visible(here()).trim().replace(/\s+/g, " ") : "");

export function chosenPlaces() {
	if (!chosenWords()) return null;
	const { startContainer, startOffset, endContainer, endOffset } = here();
	return [placeAt(startContainer, startOffset), placeAt(endContainer, endOffset)];
}

export function marksHere() {
	const marks = [];
	for (let up = here()?.commonAncestorContainer; up && up !== article; up = up.parentNode) if (up.classList?.contains("a")) marks.push(up);
	return marks;
}

function follow() {
	const selection = getSelection();
	if (!article.contains(selection.anchorNode) || !article.contains(selection.focusNode)) return;
	const { startContainer, startOffset, endContainer, endOffset, collapsed } = selection.getRangeAt(0);
	const start = settle(startContainer, startOffset, true) ?? settle(startContainer, startOffset, false);
	const end = collapsed ? start : settle(endContainer, endOffset, false);
	if (!start || !end) return;
	choose({ from: spotAt(...start), to: spotAt(...end) });
}

function choose(spots) {
	if (JSON.stringify(spots) === JSON.stringify(chosen)) return;
	chosen = spots;
	emit("chosen");
}

function show(spots, { caret = false, scroll = false } = {}) {
	const range = rangeOf(spots);
	if (!range) return;
	choose(spots);
	if (caret) {
		article.focus({ preventScroll: true });
		getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
	}
	paint();
	const box = range.getBoundingClientRect();
	const sheet = document.body.dataset.sheet;
	if (scroll && (caret || innerHeight > 480) && (box.top < 170 || box.bottom > innerHeight * (sheet ? 0.35 : 0.9))) range.startContainer.parentElement.scrollIntoView({ block: sheet ? "start" : "center" });
}

export function goTo({ place, end }, caret = true) {
	const from = spotOf(place);
	if (from) show({ from, to: (end && spotOf(end)) || from }, { caret, scroll: true });
}

export function paint(found = null) {
	const put = (name, ranges) => CSS.highlights?.set(name, new Highlight(...ranges.filter(Boolean)));
	put("chosen", active() === article ? [] : [here()]);
	if (found) put("found", found.map(({ place, end }) => rangeOf({ from: spotOf(place), to: spotOf(end) })));
}

export function widen() {
	if (!chosen) return;
	const { from: { block: id, at: from }, to } = chosen;
	const block = blockOf(id);
	const text = [...runsOf(block)].map((run) => run.data).join("");
	const end = to.block === id ? to.at : text.length;
	const marks = marksHere().filter((mark) => mark.closest("[data-block]") === block && walker(mark).nextNode());
	const parts = marks.map((mark) => {
		const { at } = spotAt(walker(mark).nextNode(), 0);
		return [at, at + visible(inside(mark)).length];
	});
	for (const granularity of ["word", "sentence"]) parts.push(segment(text, block.closest("[lang]").lang || undefined, granularity, from, end));
	const [wider] = [...parts, [0, text.length]].filter(([a, b]) => a <= from && b >= end && b - a > end - from).sort((a, b) => a[1] - a[0] - b[1] + b[0]);
	if (!wider) return;
	show({ from: { block: id, at: wider[0] }, to: { block: id, at: wider[1] } }, { caret: true });
	tell("chosen-words", { words: chosenWords() });
}

function inside(element) {
	const range = document.createRange();
	range.selectNodeContents(element);
	return range;
}

function segment(text, tag, granularity, from, to) {
	let start = null;
	for (const { segment: part, index, isWordLike } of new Intl.Segmenter(tag, { granularity }).segment(text)) {
		const end = index + part.trimEnd().length;
		if (granularity === "word" && !isWordLike) continue;
		if (start === null && from <= end && index + part.length > Math.min(from, text.length - 1)) start = index;
		if (start !== null && to <= end) return [start, end];
	}
	return [start ?? 0, text.length];
}

export function step(direction) {
	const range = here();
	const beyond = (mark) => {
		if (!range) return true;
		const order = direction * inside(mark).compareBoundaryPoints(Range.START_TO_START, range);
		return order > 0 || (!order && direction > 0 && mark.textContent.length < range.toString().length);
	};
	const marks = $$(".a", article).filter((mark) => walker(mark).nextNode());
	const goal = direction > 0 ? marks.find(beyond) : marks.findLast(beyond);
	if (!goal) return tell(direction > 0 ? "no-more-marks" : "no-earlier-marks");
	show({ from: spotAt(walker(goal).nextNode(), 0), to: spotAt(...settle(goal, goal.childNodes.length, false)) }, { caret: true, scroll: true });
	return say(`${goal.dataset.label}: ${chosenWords()}`);
}

let spoken = null;
let waits = 0;

on("chosen", () => {
	clearTimeout(waits);
	waits = setTimeout(() => {
		const [mark] = marksHere();
		const element = mark?.dataset.ePlace;
		for (const each of $$(".a", article)) each.classList.toggle("here", each.dataset.ePlace === element);
		if (mark && element !== spoken && active() === article && settings.marks) say(mark.dataset.label, false, false);
		spoken = element;
		const range = here();
		if (range) emit("rest", { element, place: element ?? placeAt(range.startContainer, range.startOffset) });
	}, 250);
});

export function start({ lang, dir }) {
	Object.assign(article, { contentEditable: "true", lang, dir });
	hear(document, "selectionchange", follow);
	for (const each of ["beforeinput", "dragstart", "drop", "paste", "cut"]) hear(article, each, (event) => event.preventDefault());
	// Cannot be prevented: the text is put back.
	let before;
	hear(article, "compositionstart", () => (before = article.innerHTML));
	hear(article, "compositionend", () => {
		article.innerHTML = before;
		if (chosen) show(chosen, { caret: true });
	});
	hear(article, "blur", () => paint());
	hear(article, "focus", () => {
		paint();
		if (article.contains(getSelection().anchorNode)) return;
		const first = walker(article).nextNode();
		if (chosen) show(chosen, { caret: true });
		else if (first) getSelection().collapse(first, 0);
	});
}
