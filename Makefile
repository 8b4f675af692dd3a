# The commands of evalbook. Each installs what it needs first, when package-lock.json is newer than the last install.
.DEFAULT_GOAL := help
.PHONY: help report site test test-site check fix verify again bench validate new pack clean
installed := node_modules/.package-lock.json

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

report: $(installed) ## rebuild every report from the recorded answers (MODELS=qwen25,tinyllama: two more models, once fetched; SHARD=1/3: only ask a part; QUEUE=redis://…: asked of workers)
	@EVALBOOK_MODELS="$(MODELS)" EVALBOOK_QUEUE="$(or $(QUEUE),$(EVALBOOK_QUEUE))" node cli/bin.mjs report $(if $(SHARD),--shard $(SHARD))

site: $(installed) ## write site/: one page a report, which opens from disk (ARGS="07 --out DIR")
	@node cli/bin.mjs site $(ARGS)

test: $(installed) ## run the tests
	@npm test --silent

test-site: $(installed) test/site/node_modules/.package-lock.json ## try the pages in the browsers that are here
	@node --import tsx test/site/site.mjs $(ARGS)
	@node --import tsx test/site/ask.mjs $(ARGS)

check: $(installed) ## format, lint, types, unused code, and whether the reports are up to date
	@npx biome ci --error-on-warnings
	@npx tsc --noEmit
	@npx tsc --noEmit -p page
	@npx knip
	@node cli/bin.mjs report --check --quiet

fix: $(installed) ## format, and mend what lint can mend
	@npx biome check --write

verify: $(installed) ## replay, hashes, and answers read back by their models
	@node cli/bin.mjs verify

bench: $(installed) bench/node_modules/.package-lock.json ## measure speed and memory beside llama.cpp and transformers.js
	@npx tsx bench/bench.ts $(ARGS)

again: $(installed) ## ask every model that is here for everything anew; says first how long it takes
	@node cli/bin.mjs again

validate: $(installed) ## prove the judges on labelled data
	@node cli/bin.mjs validate

new: $(installed) ## start an experiment: make new NAME=my-question
	@node cli/bin.mjs new "$(NAME)"

pack: $(installed) ## build what others install: dist/*.tgz
	@npx tsx cli/pack.ts

clean: ## remove what was installed, packed and drafted; records and reports stay
	rm -rf node_modules bench/node_modules test/site/node_modules dist site reports/draft

$(installed): package.json package-lock.json .npmrc
	npm ci --no-audit --no-fund
	@node cli/bin.mjs slim --maps # what no Node here loads: half of it
	@ln -sf ../../cli/bin.mjs node_modules/.bin/evalbook # npm links the commands of other packages alone
	@touch $@

test/site/node_modules/.package-lock.json: test/site/package.json test/site/package-lock.json
	npm ci --prefix test/site --ignore-scripts --no-audit --no-fund
	@touch $@

# `npm install`, as `npm ci` refuses where a registry does not serve every platform's build of llama.cpp.
bench/node_modules/.package-lock.json: bench/package.json bench/package-lock.json
	npm install --no-save --prefix bench --ignore-scripts --no-audit --no-fund
	@touch $@
