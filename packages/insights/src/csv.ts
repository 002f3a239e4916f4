export { type CsvCell, type CsvColumn, type CsvOptions, csvText } from "./format/csv.js";
export { reportCsv } from "./report/csv/report-csv.js";
