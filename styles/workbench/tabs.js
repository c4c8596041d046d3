// The panel's tabs; on a small screen the panel is a sheet that opens from below.
import { $, $$, arrows, hear, stops } from "./dom.js";
import { emit } from "./server.js";

let open = "details";
export const openNow = () => open;
const small = matchMedia("(max-width: 60rem)");

export function openTab(name, focus = false) {
	open = name;
	raise(true);
	emit("opened", name);
	if (small.matches) $(".a.here")?.scrollIntoView();
	if (!focus) return;
	const panel = $(`#${name}`);
	($("[role=option][tabindex='0']", panel) ?? $("[role=listbox][tabindex]", panel) ?? stops(panel)[0] ?? $("h2", panel) ?? panel).focus();
}

function raise(up) {
	document.body.dataset.sheet = small.matches && up ? "up" : "";
	$("#lower").hidden = !(small.matches && up);
	for (const tab of $$("[role=tab]")) {
		const mine = tab.id === `tab-${open}`;
		tab.ariaSelected = String(mine);
		tab.tabIndex = mine ? 0 : -1;
		$(`#${tab.id.slice(4)}`).hidden = !mine || (small.matches && !up);
	}
}

export function start() {
	const show = (tab) => openTab(tab.id.slice(4));
	for (const tab of $$("[role=tab]")) hear(tab, "click", () => show(tab));
	arrows($("#tabs"), "[role=tab]", { across: true, picked: show });
	hear($("#lower"), "click", () => {
		raise(false);
		$(`#tab-${open}`).focus();
	});
	hear(small, "change", () => raise(!small.matches));
	raise(!small.matches);
}
