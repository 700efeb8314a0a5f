#!/bin/sh
# Fetches the fonts of the letters and of the pages' titles, and cuts them:
#
#   fonts/ofl/    embedded in the binary (SIL Open Font License)
#   fonts/gpl/    the 仿宋, loaded at run time (GPL with font exception)
#   static/dist/fonts/mingda-title.woff2    for the pages
#
# Needs npm and Debian's apt. What the cutting needs (python3-fonttools,
# python3-brotli, unicode-data) is used where it is installed and is unpacked
# beside otherwise, so no rights of an administrator are needed once apt knows
# its packages. Does nothing when all is there; what was fetched stays in
# fonts/build.
set -eu
cd "$(dirname "$0")"
build=build
mkdir -p "$build" ofl gpl ../static/dist/fonts

say() { echo "fonts: $*" >&2; }

# deb PACKAGE unpacks a Debian package into build/PACKAGE, once.
deb() {
	[ -e "$build/$1/.done" ] && return
	say "fetching $1"
	mkdir -p "$build/$1"
	(
		cd "$build/$1"
		apt-get download "$1" >/dev/null 2>&1 || {
			$(root) apt-get update -qq
			apt-get download "$1" >/dev/null
		}
		dpkg-deb -x "$1"_*.deb .
		rm -f "$1"_*.deb
	)
	touch "$build/$1/.done"
}

# root prints what to put before a command that needs to be root.
root() { [ "$(id -u)" = 0 ] || echo sudo; }

# npmfile PACKAGE@VERSION PATH TARGET takes one file out of an npm package.
npmfile() {
	[ -e "$build/$3" ] && return
	pack="$build/$(echo "$1" | tr -c 'a-z0-9.\n' '-').tgz"
	if [ ! -e "$pack" ]; then
		say "fetching $1"
		mv "$build/$(cd "$build" && npm pack --silent "$1" | tail -1)" "$pack"
	fi
	tar -xzOf "$pack" "package/$2" >"$build/$3.part"
	mv "$build/$3.part" "$build/$3"
}

# cutter finds or unpacks Python and the libraries of the cutter.
cutter() {
	python=/usr/bin/python3
	[ -x "$python" ] || python=$(command -v python3 || true)
	if [ -z "$python" ]; then
		$(root) apt-get install -y --no-install-recommends python3 >/dev/null
		python=/usr/bin/python3
	fi
	if ! "$python" -c 'import fontTools, brotli' 2>/dev/null; then
		deb python3-fonttools
		deb python3-brotli
		PYTHONPATH="$build/python3-fonttools/usr/lib/python3/dist-packages:$build/python3-brotli/usr/lib/python3/dist-packages"
		export PYTHONPATH
	fi
	unihan=/usr/share/unicode/Unihan_OtherMappings.txt.bz2
	if [ ! -e "$unihan" ]; then
		deb unicode-data
		unihan="$build/unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
	fi
}

serif=@expo-google-fonts/noto-serif-sc@0.4.3
sans=@expo-google-fonts/noto-sans-sc@0.4.3

whole() {
	for f in song song-more title hei rare uyghur; do
		[ -e "ofl/$f.ttf" ] && [ "ofl/$f.ttf" -nt cut.py ] || return 1
	done
	[ -e gpl/fang.ttf ] && [ gpl/fang.ttf -nt cut.py ]
}

# The pages' title face is cut from the characters of the templates, and so is
# cut again when a template is younger.
titled() {
	woff=../static/dist/fonts/mingda-title.woff2
	[ -e "$woff" ] && [ -z "$(find ../templates -newer "$woff" -type f | head -1)" ]
}

whole && titled && exit 0
cutter
npmfile "$serif" 700Bold/NotoSerifSC_700Bold.ttf serif-700.ttf
if ! whole; then
	npmfile "$serif" 400Regular/NotoSerifSC_400Regular.ttf serif-400.ttf
	npmfile "$serif" LICENSE_FONT OFL.txt
	npmfile "$sans" 500Medium/NotoSansSC_500Medium.ttf sans-500.ttf
	deb texlive-lang-chinese
	deb fonts-ukij-uyghur
	say "cutting (about a minute)"
	"$python" cut.py letters "$build" "$unihan"
	cp "$build/OFL.txt" ofl/OFL.txt
	fandol="$build/texlive-lang-chinese/usr/share/doc/texlive-doc/fonts/fandol"
	gzip -dc "$fandol/COPYING.gz" >gpl/COPYING
	cp "$fandol/README" gpl/README
	cp "$build/fonts-ukij-uyghur/usr/share/doc/fonts-ukij-uyghur/copyright" ofl/UKIJ.txt
fi
titled || "$python" cut.py title "$build" ../templates ../static/dist/fonts/mingda-title.woff2
say "there"
