#!/bin/sh
# Fetches the fonts of the letters and of the pages' titles, and cuts them:
#
#   fonts/ofl/    embedded in the binary (SIL Open Font License)
#   fonts/gpl/    the 仿宋, loaded at run time (GPL with font exception)
#   static/dist/fonts/mingda-title.woff2    for the pages
#
# Letters cannot be without the Noto faces, which the npm registry has: where
# they cannot be had this fails. All else is done without where it must be, with
# a warning, and noted in fonts/build/without so that the next build does not try
# again: the 仿宋 and the Uyghur face lie in Debian packages, and cutting needs
# Python with fonttools and brotli, which are taken as installed, from Debian
# packages unpacked beside, or from pip. None of it needs the rights of an
# administrator. Does nothing when all is there; what was fetched stays in
# fonts/build.
set -eu
cd "$(dirname "$0")"
build=build
mkdir -p "$build" ofl gpl ../static/dist/fonts

say() { echo "fonts: $*" >&2; }

# without FILE WHAT notes that a file could not be made, and what is in its place.
without() { echo "$1 $2" >>"$build/without"; }

# lacks FILE reports whether it is noted so.
lacks() { grep -q "^$1 " "$build/without" 2>/dev/null; }

# own COMMAND… is apt-get with lists of its own, for which nobody needs to be root.
own() {
	mkdir -p "$build/apt/lists/partial" "$build/apt/cache"
	here=$(pwd)/$build/apt
	touch "$here/status"
	(
		cd "$into"
		apt-get -q -o "Dir::State=$here" -o "Dir::State::lists=$here/lists" -o "Dir::State::status=$here/status" -o "Dir::Cache=$here/cache" "$@"
	) >/dev/null 2>&1
}

# deb PACKAGE unpacks a Debian package into build/PACKAGE, once. It fails where
# there is none.
deb() {
	into="$build/$1"
	[ ! -e "$into/.done" ] || return 0
	command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
	say "fetching $1"
	mkdir -p "$into"
	(cd "$into" && apt-get download "$1" >/dev/null 2>&1) || own download "$1" || { own update && own download "$1"; } || return 1
	dpkg-deb -x "$into/$1"_*.deb "$into" && rm -f "$into/$1"_*.deb && touch "$into/.done"
}

# npmfile PACKAGE@VERSION PATH TARGET takes one file out of an npm package.
npmfile() {
	[ ! -e "$build/$3" ] || return 0
	pack="$build/$(echo "$1" | tr -c 'a-z0-9.\n' '-').tgz"
	if [ ! -e "$pack" ]; then
		say "fetching $1"
		packed=$(cd "$build" && npm pack --silent "$1") || return 1
		mv "$build/$(echo "$packed" | tail -1)" "$pack"
	fi
	tar -xzOf "$pack" "package/$2" >"$build/$3.part" && mv "$build/$3.part" "$build/$3"
}

# noto is npmfile for what letters cannot be without.
noto() {
	npmfile "$@" && return
	say "cannot fetch $1 from the npm registry ($(npm config get registry)), and letters cannot be without it 取不到文书必需的字体"
	exit 1
}

# cutter finds Python with the libraries of cut.py.
cutter() {
	python=/usr/bin/python3
	[ -x "$python" ] || python=$(command -v python3) || python=
	if [ -z "$python" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		say "installing python3"
		apt-get update -qq >/dev/null 2>&1 && apt-get install -y --no-install-recommends python3 >/dev/null 2>&1 && python=/usr/bin/python3
	fi
	[ -n "$python" ] || return 1
	cuts && return
	PYTHONPATH="$build/python3-fonttools/usr/lib/python3/dist-packages:$build/python3-brotli/usr/lib/python3/dist-packages"
	export PYTHONPATH
	deb python3-fonttools && deb python3-brotli && cuts && return
	PYTHONPATH="$build/pip"
	cuts && return
	say "fetching fonttools and brotli with pip"
	"$python" -m pip install --quiet --target "$build/pip" fonttools brotli >/dev/null 2>&1 && cuts
}

# cuts reports whether Python has the libraries.
cuts() { "$python" -c 'import fontTools, brotli' 2>/dev/null; }

# unihan finds the table of characters that are common.
unihan() {
	unihan=/usr/share/unicode/Unihan_OtherMappings.txt.bz2
	[ ! -e "$unihan" ] || return 0
	deb unicode-data || { unihan=; return 0; }
	unihan="$build/unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
}

serif=@expo-google-fonts/noto-serif-sc@0.4.3
sans=@expo-google-fonts/noto-sans-sc@0.4.3
naskh=@expo-google-fonts/noto-naskh-arabic@0.4.5
woff=../static/dist/fonts/mingda-title.woff2

whole() {
	for f in ofl/song.ttf ofl/title.ttf ofl/hei.ttf; do
		[ "$f" -nt cut.py ] || return 1
	done
	for f in ofl/song-more.ttf ofl/rare.ttf ofl/uyghur.ttf gpl/fang.ttf; do
		[ "$f" -nt cut.py ] || lacks "$f" || return 1
	done
}

# The pages' title face is cut from the characters of the templates, and so is
# cut again when a template is younger.
titled() { lacks "$woff" || { [ -e "$woff" ] && [ -z "$(find ../templates -newer "$woff" -type f | head -1)" ]; }; }

# letters makes the faces of letters. Without a cutter they are taken whole,
# which makes the binary larger and leaves out what a whole face cannot do.
letters() {
	noto "$serif" 400Regular/NotoSerifSC_400Regular.ttf serif-400.ttf
	noto "$serif" LICENSE_FONT OFL.txt
	noto "$sans" 500Medium/NotoSansSC_500Medium.ttf sans-500.ttf
	cp "$build/OFL.txt" ofl/OFL.txt
	rm -f "$build/without" gpl/fang.ttf ofl/*.ttf ofl/*.map
	if [ -n "$python" ]; then
		unihan
		say "cutting (about a minute)"
		"$python" cut.py letters "$build" "$unihan"
	else
		cp "$build/serif-400.ttf" ofl/song.ttf
		cp "$build/serif-700.ttf" ofl/title.ttf
		cp "$build/sans-500.ttf" ofl/hei.ttf
		without ofl/song-more.ttf "no Python with fonttools to cut fonts: they are embedded whole, and the binary is 30 MB larger 字体没有裁剪，程序大些"
		without ofl/rare.ttf "characters outside the basic plane cannot be set in letters 文书里用不了扩展区的生僻字"
	fi
	uyghur
	fang
}

uyghur() {
	ukij="$build/fonts-ukij-uyghur/usr/share"
	if [ -n "$python" ] && deb fonts-ukij-uyghur; then
		"$python" cut.py uyghur "$ukij/fonts/truetype/fonts-ukij-uyghur/UKIJTuT.ttf"
		cp "$ukij/doc/fonts-ukij-uyghur/copyright" ofl/UKIJ.txt
	elif npmfile "$naskh" 400Regular/NotoNaskhArabic_400Regular.ttf naskh.ttf && npmfile "$naskh" LICENSE_FONT naskh.txt; then
		cp "$build/naskh.ttf" ofl/uyghur.ttf
		cp "$build/naskh.txt" ofl/NASKH.txt
	else
		without ofl/uyghur.ttf "no Uyghur face: names in Arabic letters cannot be set in letters 没有维吾尔文字体"
	fi
}

fang() {
	tex="$build/texlive-lang-chinese/usr/share"
	if [ -n "$python" ] && deb texlive-lang-chinese; then
		"$python" cut.py fang "$tex/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
		gzip -dc "$tex/doc/texlive-doc/fonts/fandol/COPYING.gz" >gpl/COPYING
		cp "$tex/doc/texlive-doc/fonts/fandol/README" gpl/README
	else
		without gpl/fang.ttf "no 仿宋 (it needs Debian's texlive-lang-chinese, and Python): letters are set in Noto Serif SC 没有仿宋，文书正文用思源宋体"
	fi
}

if ! whole || ! titled; then
	noto "$serif" 700Bold/NotoSerifSC_700Bold.ttf serif-700.ttf
	cutter || python=
	whole || letters
	if ! titled && [ -n "$python" ]; then
		"$python" cut.py title "$build" ../templates "$woff"
	elif ! titled; then
		without "$woff" "the pages' titles are set in a face of the reader's own 网页标题用浏览器自带的字体"
	fi
	say "there"
fi
[ -s "$build/without" ] || exit 0
while read -r file what; do
	say "warning 注意: without $file: $what"
done <"$build/without"
say "to try again: rm fonts/build/without && make fonts"
