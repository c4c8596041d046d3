// The page begins: words, the article, the panel, the keys.
import { $, kept, speak, t, translate } from "./dom.js";
import { complain, get, listen, sendKept, state } from "./server.js";
import * as text from "./text.js";
import * as tabs from "./tabs.js";
import * as marking from "./marking.js";
import * as find from "./find.js";
import * as details from "./details.js";
import * as suggestions from "./suggestions.js";
import * as indexes from "./indexes.js";
import * as copies from "./copies.js";
import * as keys from "./keys.js";

async function begin() {
	const root = document.documentElement;
	root.lang = kept("language") ?? root.lang;
	speak(await get("words", { lang: root.lang }), root.lang);
	translate();
	const { read_only: readOnly, html, ...article } = await get("article");
	Object.assign(state, article, { readOnly });
	$("#name").textContent = article.title;
	document.title = t("page-title", { title: article.title });
	text.draw(html);
	for (const part of [text, tabs, marking, find, details, suggestions, indexes, copies, keys]) part.start(article);
	listen();
	sendKept();
	document.body.dataset.ready = "yes";
}

begin().catch(complain);
