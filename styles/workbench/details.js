// What is chosen: its fields, note, findings, verification.
import { $, active, button, el, hear, t } from "./dom.js";
import { attempt, complain, get, on, state } from "./server.js";
import { drawFields, redraw } from "./fields.js";
import { ask, mend } from "./forms.js";
import { ACTS, swatch } from "./marking.js";
import { article, chosenWords } from "./text.js";
import { openNow, openTab } from "./tabs.js";

const panel = $("#chosen");
let now = {}; // what /chosen answered
let asked = 0;
let place = null; // and of which version it is
let version = null;
let focusing = false;
let late = false; // news that came while a list was open
let back = null; // where Escape leads: the list one came from, else the article

export function start() {
	on("rest", ({ place: here }) => {
		if (focusing || panel.contains(active())) return;
		back = null;
		look(here);
	});
	on("look", (there) => look(there));
	for (const name of ["changed", "checked", "opened"]) on(name, (said) => said.chosen || look(place, version));
	hear(panel, "focusout", () => {
		if (late) look(place, version);
		late = false;
	});
	hear(panel, "keydown", (event) => {
		if (event.key === "Escape") back ? back() : article.focus();
	});
	draw();
}

export function openDetails(there, from = null, of = state.version) {
	back = from;
	openTab("details");
	return look(there, of, true);
}

async function look(there, of = state.version, focus = false) {
	focusing ||= focus;
	place = there;
	version = of;
	if (openNow() !== "details" || !place) return;
	if (focus) {
		panel.inert = true;
		$("#details").focus();
	}
	const mine = ++asked;
	const found = await get("chosen", { version, place }).catch((error) => (error.status === 422 ? { version: state.version } : complain(error)));
	if (mine !== asked) return;
	panel.inert = false;
	if (!found) return (focusing = false);
	if (!focusing && $("[aria-expanded=true]", panel)) return (late = true);
	now = found;
	({ version } = now);
	if (now.element) place = now.element;
	draw();
	if (focusing) ($("[aria-invalid=true]", panel) ?? $("[data-field] :is(input,select,textarea)", panel) ?? $("h2", panel)).focus();
	focusing = false;
}

const section = (title, ...children) => el("section", el("h3", t(title)), children);
const list = (items, what = "ul") => el(what, items.map((each) => el("li", { dir: "auto" }, each)));
const acting = (name, label, action, properties) => button(t(label), action, { "data-key": name, ...properties });

function draw() {
	const { element, kind, suggested, around = [], history = [], findings = [], note } = now;
	const act = (action) => attempt(action, now.version);
	const told = findings.length > 0 && section("findings", el("ul.findings", findings.map((row) => el(`li.${row.severity}`, el("b", t(`severity.${row.severity}`)), " ", row.message,
		row.act && !state.readOnly && button(row.act_label, () => mend([row], row.message, now.version))))));
	if (!element) {
		const words = !state.readOnly && chosenWords();
		return redraw(panel, el("h2", { tabindex: "-1" }, t(words ? "words-chosen" : "nothing-chosen")), words && el("blockquote", { dir: "auto" }, words), el("p.help", t(words ? "words-chosen-help" : "nothing-chosen-help")), told);
	}
	const save = async (fields) => Boolean(await act({ type: "set", element, fields }));
	const away = async () => (await act({ type: "unmark", element })) && article.focus();
	const notes = (note ?? "").split("\n").filter(Boolean);
	return redraw(panel,
		el("h2", { tabindex: "-1" }, swatch(kind), " ", t(`kind.${kind}`)),
		suggested && el("p.suggested-line", t("suggested-line", { sure: t(`sure.${suggested}`) })),
		suggested && !state.readOnly && el("div.row", acting("yes", "yes", () => act({ type: "confirm", elements: [element] }), { class: "main" }), acting("no", "no", () => act({ type: "reject", elements: [element] }))),
		el("blockquote", { dir: "auto" }, now.words),
		around.length > 0 && el("p.around", t("inside"), " ", around.map((each) => button(each.label, () => openDetails(each.element, back, now.version), { class: "link" }))),
		drawFields(now.fields, { save, scope: element }), told,
		notes.length > 0 && section("as-printed", list(notes, "ol.notes")),
		kind === "claim" && verification(),
		history.length > 0 && el("details", { "data-key": "history" }, el("summary", t("history")), list(history.map(({ when, who, said }) => [when, who, said].filter(Boolean).join(" · ")))),
		!state.readOnly && el("div.row.actions", suggested ? null : acting("remove", "do.remove", away), kind === "speech" && acting("split", "do.split", ACTS.split), kind !== "note" && acting("all", "do.all", ACTS.all)),
	);
}

function verification() {
	const { verification: record, element, version: of } = now;
	if (state.readOnly && !record) return null;
	const { said, note, evidence = [] } = record ?? {};
	return section("verification", el("p", said || t("not-verified-yet")), note && el("p", { dir: "auto" }, note),
		evidence.length > 0 && list(evidence.map(({ label }) => label)), state.readOnly ? null : acting("record", record ? "edit-record" : "add-record", () => ask({ of: "record", element }, { type: "verify", element }, { version: of, back: () => $("[data-key=record]", panel) })));
}
