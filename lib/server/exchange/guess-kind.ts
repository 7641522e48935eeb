import type { ColumnKind } from "@/lib/domain/board";

// Words of several languages; the person who imports sees the guess and may correct it.
const done =
  /\b(done|closed?|complete[d]?|finish(ed)?|resolved|shipped|released|live|deployed|erledigt|fertig|abgeschlossen|termin[ée]e?s?|fait|hecho|listo|terminado|conclu[ií]d[oa]|feito|klaar|gereed|färdig|valmis|готово|закрыто)\b|完了|終了|クローズ|済|完成|완료/i;
const queue =
  /\b(ready|wait(ing)?|queue|pending|blocked|on hold|review needed|to review|for review|for test|to deploy|next|selected|warte\w*|bereit|attente|espera|approved|resolved)\b|待ち|保留|대기/i;
const active =
  /\b(doing|in progress|in charge|progress|wip|develop\w*|dev|build\w*|test\w*|review\w*|analy[sz]\w*|design\w*|implement\w*|fix\w*|investigat\w*|deploy\w*|qa|in arbeit|en cours|haciendo|fazendo|bezig|pågår)\b|作業中|進行中|対応中|진행/i;
const backlog =
  /\b(backlog|ideas?|inbox|icebox|options?|to ?do|todo|new|open|funnel|wish\w*|later|someday|zu tun|à faire|por hacer|a fazer|te doen)\b|やりたい|やること|未着手|할 일/i;

/** What kind a column probably is, from its name, and from its place where the name says nothing. */
export function guessKind(name: string, index: number, count: number): ColumnKind {
  if (active.test(name)) return "active";
  if (backlog.test(name)) return "backlog";
  if (queue.test(name) && !(index === count - 1 && done.test(name))) return "queue";
  if (done.test(name)) return "done";
  if (index === 0) return "backlog";
  return index === count - 1 ? "done" : "active";
}
