package org.toban.remedy;

/**
 * What a host does for a {@link Claim}: POSIX shell, for dash, bash, busybox and the shells of BSD
 * and macOS. Everything happens under one lock that lasts as long as the run: firings and starts
 * are looked up before the console hears that it may send its script, and written down before that
 * runs.
 *
 * <p>The lock is flock's where there is one. This shell and {@code timeout} hold its descriptor,
 * the script and what it leaves in the background do not; so the kernel frees it when they are
 * gone, however they went. Without flock it is a file that names the shell and when that began,
 * made by a link; it holds while that process lives.
 */
final class LeaseScript {
  /**
   * $0 seconds of the backstop, $1 the inner script, $2 nonce, $3 folder or -, $4 action, $5 burst,
   * $6 window in seconds, $7 1: once, $8 console, then attempts.
   */
  static final String OUTER =
      String.join(
          "\n",
          "exec 2>&1; s=$0 i=$1 n=$2 d=$3 a=$4 m=$5 w=$6 o=$7 c=$8 u=$(umask) g= why=; shift 8",
          "no() { [ -z \"$g\" ] || free; printf '%s refused %s\\n' \"$n\" \"$*\"; exit 255; }",
          "num() { case $1 in ''|*[!0-9]*|0?*|????????????????*) return 1;; esac; }",
          "hex() { case $1 in ''|*[!0-9a-f]*) return 1;; esac; }",
          "word() { case $1 in ''|*[!A-Za-z0-9._-]*) return 1;; esac; }",
          "own() { [ -d \"$1\" ] && [ ! -h \"$1\" ] && [ -O \"$1\" ]; }",
          // the folder: once there it stays the one, writable or not
          "place() { umask 077",
          "if [ \"$d\" != - ]; then umask 007",
          "if [ ! -d \"$d\" ]; then why=\"there is no folder $d\"",
          "elif [ -n \"$(find \"$d/.\" -prune -perm -0002)\" ]; then why=\"anybody may write to $d\"; fi",
          "else case ${XDG_STATE_HOME-} in /*) h=$XDG_STATE_HOME;; *) h=${HOME:-/dev/null}/.local/state;; esac",
          "h=$h/toban; t=/tmp/toban-$(id -u)",
          "if own \"$h\"; then d=$h; elif own \"$t\"; then d=$t",
          "elif mkdir -p \"$h\" && own \"$h\"; then d=$h",
          "elif mkdir \"$t\" && own \"$t\"; then d=$t",
          "else why=\"neither $h nor $t can be used\"; fi; fi",
          "k=$(uname -n); word \"$k\" || k=host; f=$d/$k",
          "[ -z \"$why\" ] || return",
          "num \"$(date +%s)\" || { why='the host does not tell the time'; return; }",
          "for k in lock run starts next; do [ ! -h \"$f.$k\" ] || why=\"$f.$k is a link\"; done",
          "[ -n \"$why\" ] || (: >>\"$f.lock\") || why=\"$d cannot be written to\"",
          "[ ! -e \"$f.starts\" ] || [ -r \"$f.starts\" ] || why=\"$f.starts cannot be read\"; }",
          // when a process began; nothing when it is gone
          "born() { x=; if [ -r /proc/self/stat ]; then { read -r x <\"/proc/$1/stat\"; } 2>/dev/null",
          "set -f; set -- ${x##*) }; [ \"${1:-Z}\" = Z ] || echo \"${20}\"",
          "else set -f; set -- $(ps -o lstart= -p \"$1\"); IFS=_; echo \"$*\"; fi; }",
          "who() { y= z=; if [ -n \"$fl\" ]; then read -r y z <\"$f.lock\"; else read -r x x y z <\"$f.run\"; fi; }",
          // a lock of nobody: it is there, and empty; one that has just gone may be another's in a
          // moment
          "none() { [ -e \"$f.run\" ] && [ ! -s \"$f.run\" ]; }",
          "take() { if [ -n \"$fl\" ]; then flock -n 9; q=$?; return $q; fi",
          "if echo \"$$ $(born $$) $c $(date +%s)\" >\"$f.$$\"; then ln \"$f.$$\" \"$f.run\"; q=$?; else q=2; fi; rm -f \"$f.$$\"",
          "[ $q != 0 ] || return 0",
          "x= y=; read -r x y z <\"$f.run\"; if [ -z \"$x\" ]; then none || return 1",
          "elif num \"$x\" && [ -n \"$y\" ] && [ \"$(born \"$x\")\" = \"$y\" ]; then return 1; fi",
          // left behind by a process that is gone: taken away by one at a time
          "if mkdir \"$f.break\"; then v=$x z=$y x= y=; read -r x y k <\"$f.run\"",
          "if [ \"$x $y\" = \"$v $z\" ] && { [ -n \"$x\" ] || none; }; then rm -f \"$f.run\"; fi; rmdir \"$f.break\"",
          "elif [ -n \"$(find \"$f.break\" -prune -mmin +1)\" ]; then rmdir \"$f.break\"; fi; return 1; }",
          "free() { if [ -n \"$fl\" ]; then flock -u 9; else rm -f \"$f.run\"; fi; }",
          "tried() { [ \"$o\" = 1 ] && [ -e \"$f.starts\" ] || return 0",
          "while read -r k t e x r y; do case \" $* \" in *\" $x \"*)",
          "if [ \"$k\" = a ] && [ \"$r\" != \"$n\" ] && num \"$t\" && num \"$e\"; then t=$(($(date +%s)-t))",
          "word \"$y\" || y='?'; [ \"$t\" -ge 0 ] || t=0; no attempted \"$y\" \"$t\"; fi;; esac",
          "done <\"$f.starts\"; }",
          "keep() { b= p= l=0 now=$(date +%s); rm -f \"$f.next\"",
          "(set -C; : >\"$f.next\") || return; exec 8>>\"$f.next\"",
          "if [ -e \"$f.starts\" ]; then while read -r k t e x r y; do",
          "case $k in s|a) ;; *) continue;; esac",
          "num \"$t\" && num \"$e\" && hex \"$x\" && hex \"$r\" && word \"$y\" || continue",
          // from before the clock was set back
          "if [ \"$t\" -gt \"$now\" ]; then e=$((e-t+now)) t=$now; fi",
          "if [ \"$e\" -le \"$now\" ] || [ \"$r\" = \"$n\" ]; then continue; fi",
          "if [ \"$k$x\" = \"s$a\" ] && [ $((now-t)) -lt \"$w\" ]; then l=$((l+1)) p=$p${p:+,}$((now-t)); fi",
          "echo \"$k $t $e $x $r $y\" >&8 || b=1; done <\"$f.starts\"; fi",
          "[ \"$l\" -lt \"$m\" ] || no limit \"$p\"",
          "for x; do echo \"a $now $((now+604800)) $x $n $c\" >&8 || b=1; done",
          "z=\"s $now $((now+w)) $a $n $c\"; echo \"$z\" >&8 || b=1; exec 8>&-",
          "y=; while read -r x; do y=$x; done <\"$f.next\"",
          "[ -z \"$b\" ] && [ \"$y\" = \"$z\" ]; }",
          "{ place; if [ -z \"$why\" ]; then tried \"$@\"",
          "fl=$(command -v flock); [ -z \"$fl\" ] || exec 9>>\"$f.lock\"",
          "j=0; until take; do [ $q -le 1 ] || { why=\"no lock can be made in $d\"; break; }",
          "if [ $j -ge 30 ] && [ -z \"$fl\" ] && [ ! -e \"$f.run\" ]; then why=\"no lock can be made in $d\"; break; fi",
          "if [ $j -ge 30 ]; then who; word \"$y\" || y='?'; num \"$z\" || z=$(date +%s)",
          "z=$(($(date +%s)-z)); [ $z -ge 0 ] || z=0; no busy \"$y\" \"$z\"; fi",
          "if sleep 0.1; then j=$((j+1)); else sleep 1; j=$((j+10)); fi; done; fi",
          "if [ -z \"$why\" ]; then g=1; [ -z \"$fl\" ] || echo \"$c $(date +%s)\" >\"$f.lock\"",
          "tried \"$@\"; keep \"$@\" || why=\"$f.starts cannot be written\"; fi; } 2>/dev/null",
          "v=\"kept $p\"; if [ -n \"$why\" ]; then [ \"$o\" = 0 ] || no unkept \"$why\"; v=\"unkept $why\"; fi",
          // a signal to all of the run ends the script; this waits for it, and says nothing of it
          "umask \"$u\"; trap : TERM HUP INT; set -- \"$i\" toban \"$n\" \"$$\" \"$v\" \"${why:+-}$f\"",
          "if b=$(command -v bash); then set -- \"$b\" --norc -c \"$@\"; else set -- sh -c \"$@\"; fi",
          "if command -v timeout >/dev/null; then set -- timeout -s KILL \"$s\" \"$@\"; fi",
          "exec 2>/dev/null; \"$@\"; s=$?; [ -z \"$g\" ] || free; exit $s");

  /** What comes before the inner script: nothing of it holds the lock. */
  static final String FREE = "exec 2>&1 9>&-; ";

  /**
   * $1 nonce, $2 the session's leader, $3 what became of the claim, $4 where the start is written,
   * after a dash: nowhere. A start is one when the whole script is there, and before any of it
   * runs.
   */
  static final String INNER =
      "printf \"%s %s %s %s %s\\n\" \"$1\" \"$2\" \"$PPID\" \"$$\" \"$3\"; "
          + "case $3 in unkept*) printf \"No lease was taken: %s.\\n\" \"${3#unkept }\";; esac; "
          + "set -- \"$(cat)\" \"$1\" \"$4\"; "
          + "case $1 in *$2) case $3 in -*) ;; *) mv -f \"$3.next\" \"$3.starts\" || "
          + "{ echo \"The start could not be written down; nothing of it was run.\"; exit 255; };; esac; "
          + "eval \"set --; ${1%$2}\";; "
          + "*) echo \"The script came cut off; nothing of it was run.\"; exit 255;; esac";

  private LeaseScript() {}
}
