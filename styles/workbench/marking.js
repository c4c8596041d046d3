// The kinds of marks: the toolbar, and what each key does.
import { $, $$, el, hear, modified, t, tell, toolbar, warn } from "./dom.js";
import { attempt, emit, on, state } from "./server.js";
import { ask } from "./forms.js";
import { chosenPlaces, chosenWords, marksHere, settings } from "./text.js";

export const swatch = (kind) => el(`span.swatch.a-${kind}`, { "aria-hidden": "true" }, "Aa");

export function mark(kind) {
	const places = chosenPlaces();
	if (!places) return warn("choose-first");
	const action = { type: "mark", kind, ranges: [places] };
	return kind === "note" ? ask({ form: { title: t("kind.note"), fields: [{ name: "text", label: t("note-words"), type: "long" }] } }, action) : attempt(action);
}

function unmark() {
	const element = marksHere()[0]?.dataset.ePlace;
	return element ? attempt({ type: "unmark", element }) : warn("no-mark-here");
}

function split() {
	const places = chosenPlaces();
	const speech = marksHere().find((each) => each.dataset.kind === "speech");
	return places && speech ? attempt({ type: "split", element: speech.dataset.ePlace, ranges: [places] }) : warn("split-how");
}

const back = (type) => () => (state[type] ? attempt({ type }) : tell(`nothing-to-${type}`));
export const undo = back("undo");
export const redo = back("redo");

function everywhere() {
	const words = chosenWords() || marksHere()[0]?.textContent.trim();
	return words ? emit("everywhere", words) : warn("choose-first");
}

export const ACTS = { remove: unmark, all: everywhere, split };

export function marks(bar, choose) {
	toolbar(bar);
	hear(bar, "mousedown", (event) => event.preventDefault());
	hear(bar, "click", ({ target }) => {
		const { kind, act } = target.closest("button")?.dataset ?? {};
		if (kind) choose(kind);
		else if (act) ACTS[act]();
	});
	return bar;
}

export const keyed = (bar, key) => $$(`${bar} button`).find((each) => each.getAttribute("aria-keyshortcuts") === key);

/** Single keys in `root` press the buttons of `bar`. */
export const keys = (root, bar) => hear(root, "keydown", (event) => {
	const act = settings.keys && !modified(event) && keyed(bar, event.key.toLowerCase());
	if (!act) return;
	event.preventDefault();
	act.click();
});

export function start() {
	const bar = $("#kinds");
	if (state.readOnly) {
		for (const each of $$("#kinds,#undo,#redo,[data-writes]")) each.remove();
		return;
	}
	marks(bar, mark);
	const renew = () => {
		for (const name of ["undo", "redo"]) {
			$(`#${name}`).ariaDisabled = String(!state[name]);
			$(`#${name}`).title = state[name] ? t(`${name}-what`, { what: state[name].label }) : "";
		}
	};
	hear($("#undo"), "click", undo);
	hear($("#redo"), "click", redo);
	renew();
	on("changed", renew);
}

export const focusKinds = () => $$("#kinds button").find((each) => !each.tabIndex).focus();
