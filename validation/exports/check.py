"""Exports every dataset and report, and opens each with the tool that the format belongs to: mlcroissant, inspect_ai, every_eval_ever.

    python validation/exports/check.py

From the project folder. What they read is held against the files themselves: each record against its JSON line, each log's counts and
means against the report's CSV. Before that, files with planted faults are given to the same tools, which have to refuse them. Exit code 1 if
a tool refuses a file, reads something else, or accepts a fault.
"""

import collections
import csv
import json
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile

import every_eval_ever.validator.validate as eee
import mlcroissant
from inspect_ai.log import list_eval_logs, read_eval_log

csv.field_size_limit(sys.maxsize)
failures: list[str] = []


def export(*args: str) -> str:
    done = subprocess.run(["node", "cli/bin.mjs", "export", *args], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(f"export {' '.join(args)}: {done.stderr}")
    return done.stdout


def expect(what: str, got: object, wanted: object) -> None:
    if got != wanted:
        failures.append(f"{what}: expected {str(wanted)[:200]}, got {str(got)[:200]}")


def summary(tool: str, files: int, refused: int, more: str) -> None:
    print(f"{tool}: {files} files, {files - refused} accepted, {refused} failed; {more}")


def rows_of(report: str) -> list[dict[str, str]]:
    """The rows of a report's CSV, cells as they stand there."""
    with open(f"reports/{report}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plain(value: object) -> object:
    """A loaded value as JSON has it: texts are bytes."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.decode() if isinstance(value, bytes) else value


def leaves_of(fields: list) -> list:
    """The fields that hold values: objects only hold fields."""
    return [leaf for field in fields for leaf in (leaves_of(field.sub_fields) if field.sub_fields else [field])]


def loaded_values(record: dict) -> dict[str, object]:
    """The values of a loaded record by the id of their field; those of an object stand below the object's."""
    found = {}
    for field, value in record.items():
        found |= loaded_values(value) if isinstance(value, dict) else {field: plain(value)}
    return found


def written_value(line: dict, field: object) -> object:
    """What the JSON line has for a field, whose id is the path to it; a number as a text where the field holds both."""
    value = line
    for name in field.id.split("/")[1:]:
        value = value.get(name) if isinstance(value, dict) else None
    return str(value) if field.data_type is bytes and isinstance(value, (int, float)) else value


def croissants(folder: pathlib.Path, datasets: list[str], reports: list[str]) -> None:
    refused = records = 0
    for name in datasets + reports:
        data = f"datasets/{name}/data.jsonl" if name in datasets else f"reports/{name}.csv"
        beside = folder / name
        beside.mkdir()
        shutil.copy(data, beside)
        description = beside / "croissant.json"
        description.write_text(export("croissant", name), encoding="utf-8")
        before = len(failures)
        try:
            loaded = mlcroissant.Dataset(jsonld=description)
            issues = loaded.metadata.ctx.issues
            expect(f"{name}: warnings of mlcroissant", sorted(issues.warnings), [])
            [record_set] = loaded.metadata.record_sets
            found = list(loaded.records(record_set.id))
        except Exception as error:  # whatever it is, the file was refused
            failures.append(f"{name}: {error}")
            refused += 1
            continue
        records += len(found)
        if name in datasets:
            lines = [json.loads(line) for line in open(data, encoding="utf-8")]
        else:
            lines = rows_of(name)
        expect(f"{name}: records", len(found), len(lines))
        for record, line in zip(found, lines):
            values = loaded_values(record)
            for field in leaves_of(record_set.fields):
                if name in datasets:
                    expect(f"{name}: {field.id}", values[field.id], written_value(line, field))
                else:
                    expect(f"{name}: {field.id}", as_cell(values[field.id]), as_cell(bare(line[field.id.removeprefix("rows/")])))
        refused += len(failures) > before
    summary("mlcroissant validate and load", len(datasets + reports), refused, f"{records} records loaded")


def bare(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r＝＋－＠") else cell


def as_cell(value: object) -> object:
    """pandas, which mlcroissant reads a CSV with, has no empty text and one kind of line ending."""
    if value in (None, ""):
        return None
    try:
        return float(value)
    except ValueError:
        return value


def evaluated(path: str) -> eee.ValidationReport:
    """What the validator says of a file of a local datastore."""
    inside, files = eee._local_path_context(pathlib.Path(path).resolve())
    return eee.validate_file(pathlib.Path(path), repo_path=inside, available_files=files,
                             read_repo_file=files.read_text, run_semantic_checks=True)


def means(rows: list[dict[str, str]]) -> dict[tuple[str, ...], tuple[int, int, float]]:
    """Answers, unscored and mean by model, dataset, condition and judge."""
    groups = collections.defaultdict(list)
    for row in rows:
        groups[row["model"], row["dataset"], row.get("condition", ""), row["judge"]].append(row["score"])
    found = {}
    for group, scores in groups.items():
        scored = [float(score) for score in scores if score != ""]
        found[group] = len(scores), len(scores) - len(scored), math.fsum(scored) / len(scored) if scored else math.nan
    return found


def inspect_logs(folder: pathlib.Path, reports: list[str]) -> None:
    files = refused = samples = 0
    for report in reports:
        wanted = means(rows_of(report))
        paths = export("inspect", report, str(folder / report)).split("\n")[:-1]
        expect(f"{report}: logs that inspect lists", len(list_eval_logs(str(folder / report))), len(paths))
        for path in paths:
            files += 1
            before = len(failures)
            try:
                log = read_eval_log(path)
                read_eval_log(path, header_only=True)
            except Exception as error:
                failures.append(f"{path}: {error}")
                refused += 1
                continue
            samples += len(log.samples)
            condition = log.eval.metadata["condition"]
            for score in log.results.scores:
                key = (log.eval.model, log.eval.dataset.name, condition, score.name)
                values = [sample.scores[score.name].value for sample in log.samples if score.name in sample.scores]
                scored = [value for value in values if not math.isnan(value)]
                n, unscored, mean = wanted.pop(key)
                expect(f"{path}: answers", len(values), n)
                expect(f"{path}: unscored", (len(values) - len(scored), score.unscored_samples), (unscored, unscored))
                if scored:
                    expect(f"{path}: mean", round(math.fsum(scored) / len(scored), 12), round(mean, 12))
                    expect(f"{path}: mean as logged", round(score.metrics["mean"].value, 12), round(mean, 12))
            expect(f"{path}: tokens written",
                   sum(usage.output_tokens for usage in log.stats.model_usage.values()),
                   sum(usage.output_tokens for sample in log.samples for usage in sample.model_usage.values()))
            refused += len(failures) > before
        expect(f"{report}: rates of the CSV that no log has", wanted, {})
    summary("inspect_ai read_eval_log", files, refused, f"{samples} samples read")


def evaluations(folder: pathlib.Path, reports: list[str]) -> None:
    paths = []
    for report in reports:
        wanted = means(rows_of(report))
        here = export("every-eval-ever", report, str(folder)).split("\n")[:-1]
        paths += here
        for path in here:
            if not path.endswith(".json"):
                continue
            record = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
            lines = pathlib.Path(path.replace(".json", "_samples.jsonl")).read_text(encoding="utf-8").split("\n")[:-1]
            instances = collections.defaultdict(list)
            for line in map(json.loads, lines):
                instances[line["evaluation_result_id"]].append(line["evaluation"]["score"])
            for result in record["evaluation_results"]:
                about = result["metric_config"]["additional_details"]
                dataset = result["source_data"]["dataset_name"]
                n, unscored, mean = wanted.pop((record["model_info"]["name"], dataset, about.get("condition", ""), about["judge"]))
                scores = instances.pop(result["evaluation_result_id"], [])
                expect(f"{path}: scored answers", len(scores), n - unscored)
                expect(f"{path}: unscored", result["score_details"]["details"]["unscored"], str(unscored))
                expect(f"{path}: mean", round(math.fsum(scores) / max(1, len(scores)), 12), round(mean, 12))
                expect(f"{path}: score", round(result["score_details"]["score"], 12), round(mean, 12))
            expect(f"{path}: lines of no result", dict(instances), {})
        expect(f"{report}: rates of the CSV that no record has", {key: of for key, of in wanted.items() if of[0] > of[1]}, {})
    found = [evaluated(path) for path in paths]
    for one in found:
        expect(f"{one.file_path}: errors and warnings", one.errors + one.warnings, [])
    refused = sum(not one.valid or bool(one.warnings) for one in found)
    summary("every_eval_ever validate", len(found), refused, f"{sum(one.line_count for one in found)} samples")


def planted(folder: pathlib.Path, dataset: str, report: str) -> None:
    """Each file is accepted as exported and refused with one fault."""
    data = folder / "data"
    data.mkdir()
    shutil.copy(f"datasets/{dataset}/data.jsonl", data)
    description = data / "croissant.json"
    description.write_text(export("croissant", dataset), encoding="utf-8")
    log = export("inspect", report, str(folder / "logs")).split("\n")[0]
    aggregate, samples = export("every-eval-ever", report, str(folder / "records")).split("\n")[:2]

    def load_croissant() -> None:
        loaded = mlcroissant.Dataset(jsonld=description)
        collections.deque(loaded.records(loaded.metadata.record_sets[0].id), maxlen=0)

    def validate(path: str) -> None:
        found = evaluated(path)
        if not found.valid:
            raise ValueError(found.errors)

    record_set, result, sample = ["recordSet", 0], ["evaluation_results", 0], ["samples", 0]
    faults = [
        ("mlcroissant", str(description), load_croissant, [
            (["distribution", 0, "sha256"], "0" * 64),
            (["conformsTo"], "http://mlcommons.org/croissant/9"),
            (["distribution", 0, "encodingFormat"], "application/jsonl"),
            ([*record_set, "field", 0, "source", "extract", "column"], "nothing"),
            ([*record_set, "field", 0, "source", "fileObject", "@id"], "nothing"),
            ([*record_set, "field", 1, "dataType"], "sc:Integer"),
        ]),
        ("inspect_ai", log, lambda: read_eval_log(log), [
            (["version"], 99),
            (["eval", "dataset"], None),
            ([*sample, "epoch"], "one"),
            ([*sample, "messages", -1, "role"], "nobody"),
        ]),
        ("every_eval_ever aggregate", aggregate, lambda: validate(aggregate), [
            (["schema_version"], 3),
            (["model_info"], None),
            ([*result, "score_details", "score"], "0.5"),
            ([*result, "metric_config", "score_type"], "yes or no"),
        ]),
        ("every_eval_ever samples", samples, lambda: validate(samples), [
            (["evaluation", "score"], "one"),
            (["evaluation", "is_correct"], "perhaps"),
            (["input"], "text"),
            (["evaluation_id"], "another"),
        ]),
    ]
    refused = count = 0
    for tool, path, read, changes in faults:
        file = pathlib.Path(path)
        text = file.read_text(encoding="utf-8")
        read()
        first, _, rest = text.partition("\n") if path.endswith("l") else (text, "", "")
        for place, value in changes:
            whole = json.loads(first)
            part = whole
            for step in place[:-1]:
                part = part[step]
            part[place[-1]] = value
            file.write_text(f"{json.dumps(whole)}\n{rest}", encoding="utf-8")
            count += 1
            try:
                read()
                failures.append(f"{tool}: accepted {value!r} at {place}")
            except Exception:  # which one is the tool's matter
                refused += 1
        file.write_text(text, encoding="utf-8")
    print(f"planted faults: {count}, of which {refused} were refused")


def main() -> int:
    datasets = sorted(path.parent.name for path in pathlib.Path("datasets").glob("*/data.jsonl"))
    manifest = json.loads(pathlib.Path("reports/manifest.json").read_text(encoding="utf-8"))["reports"]
    reports = [name for name, entry in manifest.items() if f"reports/{name}.csv" in [file["path"] for file in entry["outputs"]]]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part, check in (
            ("planted", lambda at: planted(at, datasets[0], reports[0])),
            ("croissant", lambda at: croissants(at, datasets, reports)),
            ("inspect", lambda at: inspect_logs(at, reports)),
            ("every-eval-ever", lambda at: evaluations(at, reports)),
        ):
            (folder / part).mkdir()
            check(folder / part)
    for failure in failures[:50]:
        print(f"FAILED {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
