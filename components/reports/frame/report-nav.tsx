import { reportGroups } from "../view/report-groups";

/** Links to the parts of the page. */
export function ReportNav() {
  return (
    <nav aria-label="Reports on this page" data-print="hide">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {reportGroups.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
