// What the server knows, one change at a time; nothing meant to be saved is lost.
import { $, hear, kept, language, say, t, tell, tn, warn } from "./dom.js";

export const state = { version: null, undo: null, redo: null, todo: {}, readOnly: false };

const bus = new EventTarget();
export const on = (name, listener) => hear(bus, name, (event) => listener(event.detail));
export const emit = (name, detail) => bus.dispatchEvent(new CustomEvent(name, { detail }));

class Refused extends Error {
	constructor(status, body) {
		super([body.error, body.what_to_do].filter(Boolean).join(" ") || status);
		this.status = status;
		this.body = body;
	}
}
class Lost extends Error {}

async function ask(path, options = {}) {
	let answer;
	try {
		answer = await fetch(path, { ...options, headers: { "Accept-Language": language, ...options.headers }, cache: "no-store" });
	} catch {
		connected(false);
		throw new Lost();
	}
	connected(true);
	const body = await answer.json().catch(() => ({ error: answer.statusText }));
	if (!answer.ok) throw new Refused(answer.status, body);
	return body;
}

export const get = (path, values = {}) => {
	const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value != null));
	return ask(query.size ? `${path}?${query}` : path);
};

export const post = (path, body) => {
	const file = body instanceof Blob;
	const headers = { "X-Exporter-Token": $("meta[name=token]").content, "Content-Type": `application/${file ? "octet-stream" : "json"}` };
	return ask(path, { method: "POST", headers, body: file ? body : JSON.stringify(body) });
};

export const find = async (exact) => (await get("find", { exact })).occurrences;

export function complain(error) {
	if (error instanceof Lost) return;
	if (!(error instanceof Refused)) console.error(error);
	say(error instanceof Refused ? error.message : t("went-wrong", { why: error.message }), true);
}

const waiting = [];
let working = false;
let heard = null;

/** Resolves to the answer, to null where it was given up. Places are those of a version. */
export const change = (action, version = state.version) => new Promise((resolve, reject) => {
	waiting.push({ action, version, resolve, reject });
	keep();
	work();
});

export const attempt = (...given) => change(...given).catch(complain);

function keep() {
	kept("unsent", waiting.map(({ action, version }) => [action, version]));
	showState();
}

export function sendKept() {
	for (const [action, version] of kept("unsent") ?? []) attempt(action, version);
}

/** Whether the program has another token by now. */
async function renewed() {
	const meta = $("meta[name=token]");
	const old = meta.content;
	meta.content = (await fetch(".").then((page) => page.text(), () => "")).match(/token" content="([^"]+)/)?.[1];
	return meta.content !== old;
}

async function work() {
	if (working || !waiting.length) return;
	working = true;
	const [next] = waiting;
	const done = (end, value) => {
		waiting.shift();
		keep();
		end(value);
	};
	try {
		const answer = await post("change", { version: next.version, action: next.action });
		update(answer);
		done(next.resolve, answer);
	} catch (error) {
		if (error instanceof Lost) await new Promise((again) => setTimeout(again, 1500));
		else if (error.status === 409 && error.body.conflict) {
			update(error.body);
			const again = await decide(error.body.conflict);
			if (again) Object.assign(next, { action: again, version: state.version });
			else done(next.resolve, null);
		} else if (error.status !== 403 || !(await renewed())) done(next.reject, error);
	}
	working = false;
	if (waiting.length) work();
	else if (heard && heard !== state.version) refresh();
}

export function update(answer) {
	for (const name of ["version", "undo", "redo", "todo"]) if (name in answer) state[name] = answer[name];
	emit("changed", answer);
}

let decide;
/** Who is asked where changes meet: resolves to the action to try again, or to null. */
export const onConflict = (asking) => (decide = asking);

let lost = false;

function connected(now) {
	if (lost !== now) return;
	lost = !now;
	$("#lost").hidden = now;
	lost ? warn("lost") : tell("found-again");
	showState();
}

function showState() {
	const n = waiting.length;
	const shown = $("#state");
	shown.dataset.now = lost ? "lost" : n ? "saving" : "saved";
	shown.textContent = t(state.readOnly ? "read-only" : shown.dataset.now);
	$("#lost-count").textContent = n ? tn("kept", n) : "";
}

export function listen() {
	const events = new EventSource("events");
	const when = (name, action) => hear(events, name, (event) => action(event.data && JSON.parse(event.data)));
	showState();
	when("open", () => lost && refresh());
	when("error", () => {
		connected(false);
		if (events.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
	});
	when("version", ({ version }) => {
		heard = version;
		if (heard !== state.version) refresh();
	});
	when("unreadable", ({ error }) => say(error, true));
	when("lost", ({ said }) => say(said.join(" "), true));
	when("checked", (said) => {
		state.todo = said.todo;
		emit("checked", said);
	});
}

let refreshing = false;

async function refresh() {
	if (working || refreshing) return;
	refreshing = true;
	const article = await get("article").catch(complain);
	refreshing = false;
	if (!article || article.version === state.version || working) return;
	const [now, shown] = [article, state].map(({ version }) => version.split(".").slice(1));
	if (`${now}` === `${shown}`) delete article.html;
	update(article);
	if (now[0] !== shown[0]) tell("changed-elsewhere");
}

hear(window, "beforeunload", (event) => {
	if (waiting.length) event.preventDefault();
});
