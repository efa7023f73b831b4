# One file of one host: "look" shows it, "install" puts another in its place, "undo" puts back what was
# there. For any POSIX shell with the usual programs of Linux (GNU or busybox). All data comes in variables
# that begin with TOBAN_LABEL_ and is used between double quotes only; what is for Toban to read begins
# with "toban:". Exit status 3: refused, and the file is as it was.
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
umask 077
p=$TOBAN_LABEL_PATH d=${TOBAN_LABEL_PATH%/*} name=${TOBAN_LABEL_PATH##*/}
s= t= made=
if [ "$TOBAN_LABEL_SUDO" = yes ]; then s='sudo -n'; fi

say() { printf 'toban:%s\n' "$1"; }
stop() { say "refused $1"; exit 3; }
sum() { x=$($s sha256sum "$1") && printf '%s' "${x%% *}"; }
rights() { $s stat -c '%a %U:%G' "$1"; }
flush() { $s sync "$d" 2>/dev/null || $s sync; }

# What a file is: its sum, mode and owner; or that it is missing; or nothing when that cannot be said.
stamp() {
  if ! $s test -e "$p"; then printf missing; return; fi
  a=$(sum "$p") && b=$(rights "$p") && printf '%s %s' "$a" "$b"
}

# Nothing may lead elsewhere: neither the file nor a folder above it is a link.
guard() {
  $s test -d / || stop sudo
  if $s test -d "$d"; then
    [ "$($s readlink -f "$d")" = "$d" ] || stop "link $d"
  else
    $s test -d "${d%/*}" || stop "folder ${d%/*}"
    [ "$($s readlink -f "${d%/*}")" = "${d%/*}" ] || stop "link ${d%/*}"
    if $s test -L "$d"; then stop "link $d"; fi
  fi
  if $s test -L "$p"; then stop "link $p"; fi
  if $s test -e "$p"; then
    $s test -f "$p" || stop "kind $p"
    [ "$($s stat -c %s "$p")" -le "$TOBAN_LABEL_LONGEST" ] || stop "size $p"
  fi
}

look() {
  now=$(stamp)
  case $now in
    '') stop "unreadable $p" ;;
    missing) say missing ;;
    *) say "found $now"; say text; $s base64 "$p"; say end ;;
  esac
}

# A folder of its own beside the file: on the same disk, and no program that reads the folder of the file
# takes a file in it for its own.
scratch() {
  trap 'clean' EXIT
  trap 'exit 130' HUP INT TERM
  t=$($s mktemp -d "$d/.toban-XXXXXX") || stop "write $d"
}
# What killed installations left behind an hour ago or more, but never the backups, whose name is as long.
sweep() {
  a='[A-Za-z0-9]'
  $s find "$d" -maxdepth 1 -type d -name ".toban-$a$a$a$a$a$a" ! -name .toban-backup -mmin +60 \
    -user "$($s id -u)" -exec rm -rf {} + 2>/dev/null
}
clean() {
  if [ -n "$t" ]; then $s rm -rf "$t"; fi
  if [ -n "$made" ]; then $s rmdir "$d" 2>/dev/null; fi
}

tried() { # a command that judges the text; what it prints is for the person
  command -v "$1" >/dev/null || stop "checker $1"
  said=$($s "$@" 2>&1); status=$?
  printf '%s\n' "$said" | sed 's/^/| /'
  [ "$status" = 0 ]
}

prepare() { # where the new text goes: a drop-in is judged together with a copy of its unit
  new=$t/$name judged=$t/$name
  case $TOBAN_LABEL_CHECK:$d in
    systemd:*.*.d)
      unit=${d##*/} unit=${unit%.d} from=
      for f in "${d%/*}" /etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system \
        /usr/lib/systemd/system /lib/systemd/system; do
        if [ -z "$from" ] && $s test -f "$f/$unit"; then from=$f/$unit; fi
      done
      [ -n "$from" ] || stop "unit $unit"
      { $s cp "$from" "$t/$unit" && $s mkdir "$t/$unit.d"; } || stop "write $d"
      new=$t/$unit.d/$name judged=$t/$unit
      ;;
  esac
}

check() {
  case $TOBAN_LABEL_CHECK in
    systemd)
      if systemd-analyze verify --help 2>&1 | grep -q recursive-errors; then
        tried systemd-analyze verify --recursive-errors=no "$judged"
      else
        tried systemd-analyze verify "$judged"
      fi
      ;;
    logrotate) tried logrotate -d -s "$t/state" "$new" ;;
    shell)
      case $($s head -n 1 "$new") in
        '#!'*bash*) tried bash -n "$new" ;;
        *) tried sh -n "$new" ;;
      esac
      ;;
  esac
}

write() {
  if [ "$TOBAN_LABEL_EXPECTED" != missing ]; then $s cp -a "$p" "$new" || stop "write $d"; fi
  printf %s "$TOBAN_LABEL_TEXT_00$TOBAN_LABEL_TEXT_01$TOBAN_LABEL_TEXT_02$TOBAN_LABEL_TEXT_03\
$TOBAN_LABEL_TEXT_04$TOBAN_LABEL_TEXT_05$TOBAN_LABEL_TEXT_06$TOBAN_LABEL_TEXT_07$TOBAN_LABEL_TEXT_08\
$TOBAN_LABEL_TEXT_09$TOBAN_LABEL_TEXT_10$TOBAN_LABEL_TEXT_11$TOBAN_LABEL_TEXT_12$TOBAN_LABEL_TEXT_13\
$TOBAN_LABEL_TEXT_14$TOBAN_LABEL_TEXT_15$TOBAN_LABEL_TEXT_16$TOBAN_LABEL_TEXT_17$TOBAN_LABEL_TEXT_18\
$TOBAN_LABEL_TEXT_19$TOBAN_LABEL_TEXT_20$TOBAN_LABEL_TEXT_21" |
    base64 -d | $s dd of="$new" conv=fsync 2>/dev/null || stop "write $d"
  [ "$(sum "$new")" = "$TOBAN_LABEL_SHA" ] || stop "write $d"
  if [ -n "$TOBAN_LABEL_OWNER" ]; then $s chown "$TOBAN_LABEL_OWNER" "$new" || stop "owner $p"; fi
  if [ -n "$TOBAN_LABEL_MODE" ]; then $s chmod "$TOBAN_LABEL_MODE" "$new" || stop "owner $p"; fi
  if [ -z "$TOBAN_LABEL_OWNER" ] && [ "$TOBAN_LABEL_EXPECTED" != missing ]; then
    [ "$($s stat -c %U:%G "$new")" = "${TOBAN_LABEL_EXPECTED##* }" ] || stop "owner $p"
  fi
}

backup() {
  kept=$d/.toban-backup
  if $s test -L "$kept"; then stop "link $kept"; fi
  $s test -d "$kept" || $s mkdir -m 0700 "$kept" || stop "write $d"
  keep=$name.$TOBAN_LABEL_AT
  $s cp -a "$p" "$kept/$keep" || stop "write $kept"
  [ "$(sum "$kept/$keep")" = "${TOBAN_LABEL_EXPECTED%% *}" ] || stop "write $kept"
}

prune() { # the newest of this file's backups stay
  n=0
  for f in $($s ls -1r "$d/.toban-backup"); do
    case $f in
      "$name".????????T??????.???Z)
        n=$((n + 1))
        if [ "$n" -gt "$TOBAN_LABEL_BACKUPS" ]; then $s rm -f "$d/.toban-backup/$f"; fi
        ;;
    esac
  done
}

install() {
  [ "$(stamp)" = "$TOBAN_LABEL_EXPECTED" ] || stop "changed $p"
  if ! $s test -d "$d"; then
    { $s mkdir "$d" && $s chmod 0755 "$d"; } || stop "write ${d%/*}"
    made=yes
  fi
  sweep
  scratch
  prepare
  write
  check || stop "check $TOBAN_LABEL_CHECK"
  keep=
  if [ "$TOBAN_LABEL_EXPECTED" != missing ]; then backup; fi
  [ "$(stamp)" = "$TOBAN_LABEL_EXPECTED" ] || stop "changed $p"
  $s mv -f "$new" "$p" || stop "write $d"
  flush
  if [ "$TOBAN_LABEL_CHECK" = nginx ] && ! (tried nginx -t); then
    if [ -n "$keep" ]; then
      $s cp -a "$d/.toban-backup/$keep" "$t/back" && $s mv -f "$t/back" "$p"
    else
      $s rm -f "$p"
    fi
    flush
    stop "check nginx"
  fi
  made=
  say "made $keep"
  if [ -n "$keep" ]; then prune; fi
  look
}

undo() {
  [ "$(sum "$p")" = "$TOBAN_LABEL_SHA" ] || stop "changed $p"
  if [ "$TOBAN_LABEL_EXPECTED" = missing ]; then
    $s rm -f "$p" || stop "write $d"
  else
    keep=$d/.toban-backup/$TOBAN_LABEL_BACKUP
    [ "$(sum "$keep")" = "$TOBAN_LABEL_EXPECTED" ] || stop "backup $keep"
    scratch
    { $s cp -a "$keep" "$t/$name" && $s mv -f "$t/$name" "$p"; } || stop "write $d"
  fi
  flush
  say "made $TOBAN_LABEL_BACKUP"
  look
}

guard
case $TOBAN_LABEL_ACT in
  look) look ;;
  install) install ;;
  undo) undo ;;
esac
