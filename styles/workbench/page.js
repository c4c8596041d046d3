// Single keys act where the article has the focus; each has its button; they can be switched off.
import { $, $$, hear, kept, language, modified, speak, t, tell } from "./dom.js";
import { complain, get, listen, on, sendKept, state } from "./server.js";
import * as copies from "./copies.js";
import * as details from "./details.js";
import * as find from "./find.js";
import * as indexes from "./indexes.js";
import * as marking from "./marking.js";
import * as suggestions from "./suggestions.js";
import { askHead } from "./forms.js";
import * as tabs from "./tabs.js";
import * as text from "./text.js";

const { article, settings } = text;
const { openTab } = tabs;

const look = { w: find.openFind, j: () => text.step(1), k: () => text.step(-1), i: () => openTab("details", true), g: () => openTab("suggestions", true), t: () => openTab("indexes", true) };

/** On a keyboard of another script, the letter at that place on ours. */
const letter = ({ key, code }) => (/^Key[A-Z]$/.test(code) && !/^[\x20-\x7f]+$/.test(key) ? code[3] : key).toLowerCase();

function enter() {
	const element = text.marksHere()[0]?.dataset.ePlace;
	if (element) details.openDetails(element);
	else if (text.chosenWords() && !state.readOnly) marking.focusKinds();
	else tell("choose-first");
}

function startKeys() {
	Object.assign(settings, kept("settings"));
	keep();
	hear($("#help"), "click", help);
	if (!state.readOnly) hear($("#head"), "click", () => askHead());
	hear($("#keys"), "change", ({ target }) => {
		if (target.dataset.setting) settings[target.dataset.setting] = target.checked;
		keep();
		if (target.id === "language") location.search = `?lang=${target.value}`;
	});
	hear(document, "keydown", ({ key, target }) => key === "Escape" && !target.closest("dialog,#chosen") && article.focus());
	hear(article, "keydown", (event) => {
		if (event.isComposing || modified(event) || state.asking) return;
		const key = letter(event);
		const action = { " ": text.widen, enter }[key] ?? (settings.keys && look[key]);
		const act = settings.keys && marking.keyed(":is(.tools,#kinds)", key);
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
	for (const each of $$("[data-setting]")) each.checked = settings[each.dataset.setting];
	$("#keys").showModal();
	$("#keys-title").focus();
}

async function begin() {
	speak(await get("words", { lang: language }));
	const { read_only: readOnly, html, ...meta } = await get("article");
	Object.assign(state, meta, { readOnly });
	const entitle = ({ title }) => title && (document.title = t("page-title", { title: ($("#name").textContent = title) }));
	entitle(meta);
	on("changed", entitle);
	text.draw(html);
	for (const part of [text, tabs, marking, find, details, suggestions, indexes, copies]) part.start(meta);
	startKeys();
	listen();
	sendKept();
	document.body.dataset.ready = "yes";
}

begin().catch(complain);
