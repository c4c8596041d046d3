// Single keys, where the article has the focus; each has its button. They can be switched off
// (WCAG 2.1.4) and no key of the browser is taken.
import { $, $$, hear, kept, language, modified, tell } from "./dom.js";
import { state } from "./server.js";
import { focusKinds, keyed, redo, undo } from "./marking.js";
import { openFind } from "./find.js";
import { openDetails } from "./details.js";
import { article, chosenWords, marksHere, settings, step, widen } from "./text.js";
import { openTab } from "./tabs.js";

const look = { w: openFind, j: () => step(1), k: () => step(-1), i: () => openTab("details", true), g: () => openTab("suggestions", true), t: () => openTab("indexes", true), "?": help };
const alter = { u: undo, r: redo };

/** The letter meant: on a keyboard of another script, the one printed at that place on ours. */
const letter = ({ key, code }) => (/^Key[A-Z]$/.test(code) && !/^[\x20-\x7f]+$/.test(key) ? code[3] : key).toLowerCase();

/** To the details of the mark at the caret, or to the kinds for words chosen. */
function enter() {
	const element = marksHere()[0]?.dataset.ePlace;
	if (element) openDetails(element);
	else if (chosenWords() && !state.readOnly) focusKinds();
	else tell("choose-first");
}

export function start() {
	Object.assign(settings, kept("settings"));
	keep();
	hear($("#help"), "click", help);
	hear($("#keys"), "change", ({ target }) => {
		if (target.dataset.setting) settings[target.dataset.setting] = target.checked;
		keep();
		if (target.id !== "language") return;
		kept("language", target.value);
		location.reload();
	});
	hear(article, "keydown", (event) => {
		if (event.isComposing || modified(event)) return;
		const key = letter(event);
		const bar = !state.readOnly && $("#kinds");
		const action = { " ": widen, enter }[key] ?? (settings.keys && (look[key] ?? (bar && alter[key])));
		const act = settings.keys && bar && keyed(bar, key);
		if (!action && !act) return;
		event.preventDefault();
		action ? action() : act.click();
	});
}

function keep() {
	document.body.toggleAttribute("data-no-keys", !settings.keys);
	kept("settings", settings);
}

function help() {
	$("#language").value = language;
	for (const each of $$("[data-setting]")) each.checked = settings[each.dataset.setting];
	$("#keys").showModal();
	$("#keys-title").focus();
}
