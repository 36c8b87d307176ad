# Staircase: a book that runs. `make help` lists what can be built.
#
# The chapters say what there is to build: generated/rules.mk, which is derived from their root
# chunks, names the programs, figures, modules and tests. This file says how each kind is built.
#
# Three conventions carry all the rest:
# * Nothing is written in place. A recipe writes X.tmp and renames it, so that a file is whole
#   or not there.
# * A file whose *content* decides what is stale is kept if its content did not change. Then it
#   is older than what it came from, so a stamp vouches for it: `file: stamp ;` has an empty
#   recipe, and only the stamp is compared with the source.
# * What is not a file (options, flags, tool versions, the list of chapters) is put into one by
#   $(call content,…), which rewrites it only when it differs.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.SECONDARY:
.SUFFIXES:
.DEFAULT_GOAL := all
MAKEFLAGS += -rR --no-print-directory -j$(shell nproc 2>/dev/null || echo 2)

# One locale, one date, one BLAS thread: the same bytes on every run.
export LC_ALL := C.UTF-8
export TZ := UTC
export SOURCE_DATE_EPOCH := 946684800
export FORCE_SOURCE_DATE := 1
export OPENBLAS_NUM_THREADS := 1

CC := gcc
CFLAGS ?= -O2 -g
AWK := LC_ALL=C awk
NOWEB ?= /usr/lib/noweb
LAUNCH ?=
# The number of parts of a sweep: more than most have cores, and the same for all, whatever -j says.
SHARDS ?= 16
V ?=
version := $(shell sed -n 's/^version: *//p' CITATION.cff)
strict := -std=c17 -D_DEFAULT_SOURCE -Wall -Wextra -Wconversion -Wshadow -Werror \
          -DSTAIRCASE_VERSION='"$(version)"'
LDLIBS := -lgsl -lopenblas -lm

packages := bash coreutils gcc libc6-dev make perl sed gawk noweb pandoc gnuplot-nox \
    libgsl-dev libopenblas-dev poppler-utils texlive-xetex texlive-latex-recommended \
    texlive-latex-extra texlive-pictures texlive-fonts-recommended lmodern fonts-texgyre fonts-texgyre-math \
    fonts-dejavu-core

Q := $(if $(V),,@)
say = @printf '  %-9s %s\n'
keep = { cmp -s $1.tmp $1 && rm $1.tmp || mv $1.tmp $1; }
differ = $(subst x$1,,x$2)$(subst x$2,,x$1)
# (make 4.3 sometimes leaves the newline at the end of a file of more than 200 bytes.)
content = $(if $(call differ,$(strip $(file <$1)),$(strip $2)),$(file >$1,$2))$(if $(wildcard $1),,$(file >$1,$2))

# ------------------------------------------------------------------------------ Dependencies
# Even reading the chapters takes noweb, so the packages are seen to before anything else.

goals := $(or $(MAKECMDGOALS),all)
quiet_goals := help deps clean distclean
define install_packages
missing=$$(for p in $(packages); do dpkg-query -Wf '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
if [ -z "$$missing" ]; then echo '  deps      nothing is missing'; \
elif ! command -v apt-get >/dev/null; then printf 'Install what these Debian packages hold:\n%s\n' "$$missing"; exit 1; \
else run=; [ $$(id -u) = 0 ] || run=sudo; \
  $$run apt-get update && \
  $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing; fi
endef
ifneq (,$(filter deps,$(goals)))
ifeq (,$(MAKE_RESTARTS))
ignore := $(shell { $(if $(shell command -v dpkg-query),$(install_packages),printf 'Install what these Debian packages hold:\n$(packages)\n'); } >&2)
ifneq (0,$(.SHELLSTATUS))
$(error the packages above could not be installed)
endif
endif
endif
deps: ; @:

# --------------------------------------------------------------- What the chapters say there is

ifneq (,$(filter-out $(quiet_goals),$(goals)))
ifeq (,$(shell command -v notangle))
$(error noweb is not installed; `make deps` installs what is missing)
endif
ignore := $(shell mkdir -p data figures generated/args generated/book generated/line \
    generated/number generated/object generated/press generated/scan generated/part generated/seconds \
    generated/stamp generated/tool generated/weave)

chapters := ${shell sed -n 's/^.*](\(lit\/[^)]*\.nw\)).*/\1/p' paper.md}
$(foreach c,$(chapters),$(if $(wildcard $c),,$(error \
    paper.md:$(shell grep -nF '($c)' paper.md | cut -d: -f1): there is no chapter $c)))
scans := $(patsubst %,generated/scan/%.scan,$(basename $(notdir $(chapters))))
ignore := $(call content,generated/chapters,$(chapters))

# A change of a tool is a change of its path, size or date.
tool = $(call content,generated/tool/$1,$(shell stat -Lc '%n %s %Y' "$$(command -v $2)"))
ignore := $(call tool,cc,$(CC)) $(call tool,pandoc,pandoc) $(call tool,gnuplot,gnuplot) \
    $(call tool,xelatex,xelatex)
ignore := $(call content,generated/flags,$(CC) $(strict) $(CFLAGS) $(LDLIBS))

# A stamp does not vouch for a file that was deleted.
vouch = $(if $(filter-out $(wildcard $2),$2),$(eval $1: again))
$(call vouch,generated/stamp/bootstrap,generated/press/scan.awk generated/press/rules.awk)
$(call vouch,generated/stamp/rules,generated/rules.mk)

generated/stamp/bootstrap: lit/press/scan.nw
	$(Q)for f in scan.awk rules.awk; do \
	  notangle -R$$f $< > generated/press/$$f.tmp; $(call keep,generated/press/$$f); done
	@touch $@
generated/press/scan.awk generated/press/rules.awk: generated/stamp/bootstrap ;

$(foreach c,$(chapters),$(eval generated/scan/$(basename $(notdir $c)).scan: $c))
generated/scan/%.scan: generated/press/scan.awk
	$(Q)$(AWK) -f $^ > $@.tmp
	@mv $@.tmp $@

generated/stamp/rules: generated/press/rules.awk $(scans) lit/references.bib generated/chapters
	$(Q)$(AWK) -v chapters='$(chapters)' -v bibliography=lit/references.bib -f $< $(scans) \
	  > generated/rules.mk.tmp
	@$(call keep,generated/rules.mk); touch $@
generated/rules.mk: generated/stamp/rules ;
include generated/rules.mk

# `make landau ARGS='--length 7'` tries a figure; the book is always made without.
trial := $(foreach p,$(PROGRAMS),$(if $(filter $p $(alias.$p) $p.pdf,$(goals)),$p))
ifdef ARGS
ifneq (1 1,$(words $(trial)) $(words $(goals)))
$(error ARGS is for one figure at a time, as in: make landau ARGS='--length 7')
endif
endif
ignore := $(foreach p,$(PROGRAMS),$(call content,generated/args/$p,$(if $(filter $p,$(trial)),$(ARGS))))
ignore := $(foreach c,$(CHAPTERS),$(call content,generated/number/$c,$(number.$c)))
ignore := $(call content,generated/identifiers,$(IDENTIFIERS)) $(call content,generated/shards,$(SHARDS))

tangled = $(addprefix $(if $(findstring /press/,$(source.$1)),generated/press/,generated/),$(roots.$1)) \
    $(addprefix generated/line/,$(filter %.c %.h,$(roots.$1)))
$(foreach c,$(CHAPTERS),$(call vouch,generated/stamp/$c.tangled,$(call tangled,$c)))
$(foreach p,$(PROGRAMS),$(call vouch,generated/stamp/$p.data,data/$p.csv generated/$p))
endif

# --------------------------------------------------------------------------------- Tangling
# Twice: generated/X decides what is stale, generated/line/X names the chapter's lines in the
# compiler's messages.

$(foreach c,$(CHAPTERS),$(eval generated/stamp/$c.tangled: $(source.$c)))
generated/stamp/%.tangled:
	$(Q)to=$(if $(findstring lit/press/,$(source.$*)),generated/press/,generated/); \
	for r in $(roots.$*); do \
	  notangle -R$$r $(source.$*) > $$to$$r.tmp; $(call keep,$$to$$r); \
	  case $$r in *.c|*.h) notangle -L -R$$r $(source.$*) > generated/line/$$r.tmp; \
	    mv generated/line/$$r.tmp generated/line/$$r;; esac; done
	@touch $@
$(foreach c,$(CHAPTERS),$(if $(findstring /press/,$(source.$c)),$(eval \
  $(filter-out %/scan.awk %/rules.awk,$(addprefix generated/press/,$(roots.$c))): generated/stamp/$c.tangled ;)))

# -------------------------------------------------------------------------------- Compiling

generated/object/%.o: generated/%.c generated/flags generated/tool/cc | $(addprefix generated/,$(HEADERS))
	$(say) compile $*.c
	$(Q)$(CC) $(strict) $(CFLAGS) -I generated/line -MMD -MP -MT $@ -MF $@.d.tmp \
	  -c generated/line/$*.c -o $@.tmp
	@sed 's|generated/line/|generated/|g' $@.d.tmp > $(@:.o=.d); rm $@.d.tmp; mv $@.tmp $@
-include $(wildcard generated/object/*.d)

$(addprefix generated/,$(PROGRAMS) $(TESTS)):
	$(Q)$(CC) $(CFLAGS) $(filter %.o,$^) $(LDLIBS) -o $@.tmp
	@mv $@.tmp $@

$(TESTS): %: generated/%

# ---------------------------------------------------------------------------- Data and figures

# A sweep is computed in parts, each a target, so that make runs them side by side and does none
# twice, however often it is killed; then the program joins them.

run = TIMEFORMAT=%2R; { time $(LAUNCH) generated/$1 $(strip $(file <generated/args/$1)) $2 > $3.tmp \
	  2>&3; } 3>&2 2> $4
parts = $(if $(filter $1,$(SWEEPS)),$(patsubst %,generated/part/$1/%,$(shell seq $(SHARDS))))
$(foreach p,$(SWEEPS),$(eval generated/stamp/$p.data: $(call parts,$p)))
$(foreach p,$(SWEEPS),$(eval $(call parts,$p): generated/$p generated/args/$p generated/shards))
sweep = $(patsubst %/,%,$(dir $*))
generated/part/%:
	$(say) compute 'data/$(sweep).csv ($(notdir $*)/$(SHARDS))'
	@mkdir -p $(@D)
	$(Q)$(call run,$(sweep),--shard $(notdir $*)/$(SHARDS),$@,$@.seconds)
	@mv $@.tmp $@

generated/stamp/%.data: generated/% generated/args/%
	$(say) $(if $(call parts,$*),join,compute) data/$*.csv
	$(Q)$(call run,$*,$(if $(call parts,$*),--parts generated/part/$*),data/$*.csv,$@.seconds)
	@$(AWK) '{ s += $$1 } END { printf "%.2f\n", s }' $@.seconds $(addsuffix .seconds,$(call parts,$*)) \
	  > generated/seconds/$*; rm $@.seconds
	@$(call keep,data/$*.csv); touch $@
data/%.csv: generated/stamp/%.data ;

figures/%.pdf figures/%.svg: data/%.csv generated/%.gp generated/press/style.gp generated/args/% \
                             generated/press/draw.sh generated/press/fonts.xml generated/press/svg.awk \
                             generated/tool/gnuplot
	$(say) draw figures/$*.pdf
	$(Q)bash generated/press/draw.sh $* $(source.$(chapter.$*))

figures/%.pdf figures/%.svg: generated/%.tikz generated/press/sketch.tex generated/press/sketch.sh \
                             generated/press/svg.awk generated/tool/xelatex
	$(say) draw figures/$*.pdf
	$(Q)bash generated/press/sketch.sh $* $(source.$(chapter.$*))

$(PROGRAMS): %: data/%.csv
$(FIGURES): %: figures/%.pdf figures/%.svg

# ---------------------------------------------------------------------------------- Weaving

$(foreach c,$(CHAPTERS),$(eval generated/weave/$c.nw: $(source.$c)))
generated/weave/%.nw: generated/press/numbers.awk
	$(Q)$(AWK) -f $< $(source.$*) > $@.tmp
	@mv $@.tmp $@
generated/weave/%.tool: generated/weave/%.nw generated/identifiers
	$(Q)nodefs $< | cat - <(tr ' ' '\n' < generated/identifiers) > $@.names
	$(Q)$(NOWEB)/markup $< | $(NOWEB)/finduses -noquote $@.names > $@.tmp
	@rm $@.names; mv $@.tmp $@

pandoc := pandoc --fail-if-warnings --wrap=preserve --citeproc --bibliography=lit/references.bib \
    -M link-citations=true
weave = NUMBER=$(number.$*) $(pandoc) -M suppress-bibliography=true -f generated/press/weave.lua
complain = { $(AWK) -v names='$(chapters)' -v woven=$* -f generated/press/places.awk $@.log >&2; exit 1; }
woven := generated/press/weave.lua generated/press/unpack.awk generated/tool/pandoc \
    lit/references.bib | generated/press/places.awk
generated/weave/%.tex: generated/weave/%.tool generated/number/% $(woven)
	$(say) weave $(source.$*)
	$(Q)TO=latex $(weave) -t latex --top-level-division=chapter $< 2> $@.log > $@.raw || $(complain)
	@$(AWK) -f generated/press/unpack.awk $@.raw > $@.tmp
	@rm $@.raw $@.log; mv $@.tmp $@
generated/weave/%.html generated/weave/%.index: generated/weave/%.tool generated/number/% $(woven)
	$(Q)TO=html INDEX=generated/weave/$*.index.tmp $(weave) -t html5 --mathml $< \
	  2> $@.log > $@.raw || $(complain)
	@$(AWK) -v html=1 -f generated/press/unpack.awk $@.raw > generated/weave/$*.html.tmp
	@rm $@.raw $@.log; mv generated/weave/$*.index.tmp generated/weave/$*.index
	@mv generated/weave/$*.html.tmp generated/weave/$*.html

# -------------------------------------------------------------------------------- The ledger
# Its rows are what the tables claim; the chapters only say in which chunks.

generated/stamp/ledger: generated/press/ledger.awk $(patsubst %,data/%.csv,$(PROGRAMS))
	$(say) collect data/ledger.csv
	$(Q)$(AWK) -f $(filter-out again,$^) > data/ledger.csv.tmp
	@$(call keep,data/ledger.csv); touch $@
$(call vouch,generated/stamp/ledger,data/ledger.csv)
data/ledger.csv: generated/stamp/ledger ;

generated/book/ledger.where: generated/press/where.awk data/ledger.csv $(foreach c,$(CHAPTERS),$(source.$c))
	$(Q)$(AWK) -v numbers='$(foreach c,$(CHAPTERS),$c=$(number.$c))' -f $^ > $@.tmp
	@mv $@.tmp $@
ledger_pages := $(foreach p,summary whole,$(foreach t,tex html,generated/book/ledger-$p.$t))
$(ledger_pages) generated/book/ledger-readme.md: generated/press/ledger.lua generated/book/ledger.where data/ledger.csv
	$(Q)PART=$(patsubst ledger-%,%,$(basename $(@F))) TO=$(if $(filter %.tex,$@),latex) pandoc \
	  --preserve-tabs -f $^ -t $(if $(filter %.tex,$@),latex,$(if $(filter %.md,$@),markdown,html5)) -o $@.tmp
	@mv $@.tmp $@

ledger: generated/press/coverage.awk data/ledger.csv
	@$(AWK) -f $^
generated/book/verdicts.tsv: generated/press/record.awk data/ledger.csv
	@$(AWK) -f $^ > $@.tmp && mv $@.tmp $@
verdicts: generated/book/verdicts.tsv
	@cp $< tests/verdicts.tsv
readme: generated/press/readme.awk generated/book/ledger-readme.md
	@$(AWK) -f $^ README.md > README.md.tmp && mv README.md.tmp README.md

# ---------------------------------------------------------------------------------- The book

indices := $(patsubst %,generated/weave/%.index,$(CHAPTERS))
pictures = $(patsubst %,figures/%.$1,$(FIGURES))
generated/book/front.md: paper.md generated/press/numbers.awk data/ledger.csv $(patsubst %,data/%.csv,$(PROGRAMS))
	$(Q)$(AWK) -f generated/press/numbers.awk paper.md > $@.tmp
	@mv $@.tmp $@
front := generated/book/front.md generated/press/frame.lua lit/references.bib generated/tool/pandoc
generated/book/front.tex: $(front)
	$(Q)$(pandoc) -L generated/press/frame.lua -M version=$(version) -t latex --top-level-division=chapter $< -o $@.tmp
	@mv $@.tmp $@
generated/book/front.html: $(front)
	$(Q)$(pandoc) -L generated/press/frame.lua -M version=$(version) -t html5 --mathml $< -o $@.tmp
	@mv $@.tmp $@
generated/book/index.tex generated/book/index.html: generated/book/index.%: $(indices) generated/press/index.lua
	$(Q)cat $(indices) | TO=$(if $(filter tex,$*),latex) pandoc --preserve-tabs -f generated/press/index.lua \
	  -t $(if $(filter tex,$*),latex,html5) --top-level-division=chapter --wrap=none -o $@.tmp
	@mv $@.tmp $@

typeset := generated/press/preamble.tex generated/press/typeset.sh generated/press/macros.awk \
    generated/tool/xelatex | generated/press/places.awk
paper.pdf: generated/book/front.tex generated/book/index.tex $(filter %.tex,$(ledger_pages)) $(indices) $(typeset) \
           $(patsubst %,generated/weave/%.tex,$(CHAPTERS)) $(call pictures,pdf)
	$(say) typeset $@
	$(Q)bash generated/press/typeset.sh paper '' $(indices)
	@mv generated/book/$@ $@

paper.html: generated/book/front.html generated/book/index.html generated/press/stitch.awk \
            generated/press/page.html generated/press/page.css generated/press/ledger.js $(indices) \
            $(filter %.html,$(ledger_pages)) \
            $(patsubst %,generated/weave/%.html,$(CHAPTERS)) $(call pictures,svg)
	$(say) stitch $@
	$(Q)$(AWK) -f generated/press/stitch.awk $(indices) generated/book/front.html > generated/book/body.html
	$(Q)pandoc --self-contained --template=generated/press/page.html -M pagetitle=Staircase \
	  -B generated/book/body.html -f markdown -t html5 /dev/null -o $@.tmp
	@mv $@.tmp $@

# One chapter by itself: `make landau.pdf` reads like its pages in the book.
alone := $(addsuffix .pdf,$(sort $(CHAPTERS) $(FIGURES)))
chapter_of = $(or $(chapter.$(1:.pdf=)),$(1:.pdf=))
$(foreach a,$(alone),$(eval $a: generated/weave/$(call chapter_of,$a).tex $(foreach f,$(FIGURES),$(if $(filter $(call chapter_of,$a),$(chapter.$f)),figures/$f.pdf))))
$(alone): $(indices) $(typeset)
	$(say) typeset $@
	$(Q)bash generated/press/typeset.sh $(basename $@) $(call chapter_of,$@) $(indices)
	@mv generated/book/$@ $@

# --------------------------------------------------------------------------------- What to ask

all: pdf html $(FIGURES)
pdf: paper.pdf
html: paper.html

tests := $(patsubst %,generated/%,$(TESTS))
# The slow ones begin first, so that none of them is left over at the end.
slow := $(patsubst %,tests/%.t,stale errors kill same)
check check-deep: all $(tests) generated/book/ledger-readme.md
	@$(if $(filter check-deep,$@),DEEP=1) env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS \
	  prove -e '' -j$$(nproc) $(slow) $(filter-out $(slow),$(wildcard tests/*.t)) $(tests)

# How fast the engine is, beside what the machine can do at best.
engine_of_bench := $(patsubst %,generated/object/%.o,kernel markov random)
generated/bench: tests/bench/speed.c $(engine_of_bench) generated/flags generated/tool/cc
	$(Q)$(CC) $(strict) $(CFLAGS) -I generated $< $(engine_of_bench) $(LDLIBS) -o $@.tmp
	@mv $@.tmp $@
bench: generated/bench ; @$<

list:
	@printf '%-14s %-10s %-26s %s\n' name reproduces chapter seconds $(foreach p,$(PROGRAMS) $(DRAWINGS), \
	  $p '$(target.$p)' $(source.$(chapter.$p)) "$$(cat generated/seconds/$p 2>/dev/null || echo -)")

why:
	@test -n '$(T)' || { echo 'usage: make why T=figures/landau.pdf'; exit 2; }
	@{ $(MAKE) -pn '$(T)' 2>/dev/null || :; } | $(AWK) -v target='$(T)' -f generated/press/why.awk
why: generated/press/why.awk

# The pictures that the README shows are tracked, so that it can be read where nothing is built.
gallery: landau learning staircase
	@mkdir -p figures/gallery
	@for f in $^; do pdftocairo -png -singlefile -r 72 figures/$$f.pdf figures/gallery/$$f; done

clean:
	rm -rf generated
distclean: clean
	rm -rf data figures/*.pdf figures/*.svg paper.pdf paper.html $(wildcard *.pdf)

help:
	@printf '%s\n' 'make all          every table and figure, paper.pdf and paper.html' \
	  'make deps         install the Debian packages that are missing' \
	  'make check        run the tests (check-deep: all of each)' \
	  'make bench        how fast the engine is' \
	  'make ledger       what the documents claim: data/ledger.csv, and what it leaves out' \
	  'make verdicts     record the verdicts of the ledger, which make check compares' \
	  'make pdf          paper.pdf        make html   paper.html' \
	  'make landau       one figure, by its name (make list) …' \
	  'make fig-A3       … or by what it reproduces: fig-2, abstract-1, essay-6' \
	  "make landau ARGS='--length 7'   try a figure with other parameters" \
	  'make landau.pdf   the chapter of a figure by itself' \
	  'make list         the figures: name, what it reproduces, chapter, seconds' \
	  'make why T=file   what has made a file stale' \
	  'make clean        remove generated/; distclean: also data, figures and the book' \
	  '' 'Variables: V=1 shows the commands, CC and CFLAGS choose the compiler,' \
	  "LAUNCH='srun -n1' starts the programs by another command."

.PHONY: all pdf html ledger verdicts readme bench check check-deep list why clean distclean gallery help deps again $(PROGRAMS) $(DRAWINGS) $(TESTS)
