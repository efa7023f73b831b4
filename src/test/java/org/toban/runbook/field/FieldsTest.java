package org.toban.runbook.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a script is asked for, and what is put in its place. */
class FieldsTest {
  private static String names(String script) {
    return Fields.of(script).list().stream().map(Field::name).collect(Collectors.joining(" "));
  }

  private static String troubles(String script) {
    return Fields.of(script).troubles().stream()
        .map(it -> it.why() + " " + it.written())
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "kubectl logs <pod>#kubectl logs \"$TOBAN_FIELD_POD\"",
        "kubectl logs <your-pod-name> -n <ns>#kubectl logs \"$TOBAN_FIELD_POD_NAME\" -n \"$TOBAN_FIELD_NS\"",
        "echo \"on <node>: ok\"#echo \"on ${TOBAN_FIELD_NODE}: ok\"",
        "echo 'on <node>: $HOME'#echo 'on '\"$TOBAN_FIELD_NODE\"': $HOME'",
        "oc debug node/<node name>#oc debug node/\"$TOBAN_FIELD_NODE_NAME\"",
        "curl -f http://<host>:<port>/x#curl -f http://\"$TOBAN_FIELD_HOST\":\"$TOBAN_FIELD_PORT\"/x",
        "kubectl get -n {{ namespace }} po#kubectl get -n \"$TOBAN_FIELD_NAMESPACE\" po",
        "echo \"{{ $labels.pod }}\"#echo \"${TOBAN_FIELD_POD}\"",
        "kubectl describe node <node>#kubectl describe node \"$TOBAN_FIELD_NODE\"",
        "kubectl logs [POD_NAME]#kubectl logs \"$TOBAN_FIELD_POD_NAME\"",
        "X=<pod>#X=\"$TOBAN_FIELD_POD\"",
        "echo \"$(kubectl get po <pod>)\"#echo \"$(kubectl get po \"$TOBAN_FIELD_POD\")\"",
        "echo <ポッド名>#echo \"$TOBAN_FIELD_1\"",
        "ssh <node> uptime#ssh \"$TOBAN_FIELD_NODE\" uptime",
        "sudo -u <user> id#sudo -u \"$TOBAN_FIELD_USER\" id",
        "kubectl exec <pod> -- sh -c 'df -h'#kubectl exec \"$TOBAN_FIELD_POD\" -- sh -c 'df -h'",
        "bash ./mend.sh <pod>#bash ./mend.sh \"$TOBAN_FIELD_POD\"",
        "sh -c 'echo \"$1\"' sh <pod>#sh -c 'echo \"$1\"' sh \"$TOBAN_FIELD_POD\"",
        "case <x> in a) echo <y>;; esac#case \"$TOBAN_FIELD_X\" in a) echo \"$TOBAN_FIELD_Y\";; esac",
      })
  void aPlaceholderBecomesAReference(String written, String runs) {
    Fields fields = Fields.of(written);
    assertThat(fields.script()).isEqualTo(runs);
    assertThat(fields.troubles()).isEmpty();
    assertThat(fields.list()).isNotEmpty().allMatch(Field::required);
  }

  @Test
  void inDocumentsAndComments() {
    assertThat(
            Fields.of("# see <pod>\ncat <<EOF >x <y>\nname: <pod> 'a'\nEOF\necho <pod>").script())
        .isEqualTo(
            "# see <pod>\ncat <<EOF >x \"$TOBAN_FIELD_Y\"\nname: ${TOBAN_FIELD_POD} 'a'\nEOF\necho \"$TOBAN_FIELD_POD\"");
    assertThat(troubles("cat <<'EOF'\nname: <pod>\nEOF")).isEqualTo("PLACE <pod>");
    assertThat(troubles("cat <<-\\EOF\n\tname: <pod>\n\tEOF\necho <x>")).isEqualTo("PLACE <pod>");
    assertThat(troubles("bash <<EOF\nls <dir>\nEOF")).isEqualTo("OTHER_SHELL <dir>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort < input > output",
        "sort <input >output",
        "sort <in>out",
        "sort <in 2>&1",
        "sort <in>>out",
        "diff <(a) >(b)",
        "cat <<EOF\nx\nEOF",
        "grep x <<<word",
        "ls [ABC]",
        "ls *.[A-Z]",
        "[ -f x ]",
        "# <pod>",
        "grep '<title>x</title>' page",
        "curl -d '<html>' x",
        "echo \\<pod\\>",
        "awk '$1<max && $2>min'",
        "jq 'select(.a<b and .c>d)'",
        "grep -P '(?<year>x)' f",
        "docker ps --format '{{.Names}}'",
        "kubectl get po -o go-template='{{range .items}}{{end}}'",
        "echo \"$HOME $USER $PATH $TOBAN_INSTANCE $BASH_VERSION $lower $1 $? $$\"",
        "A=1; echo \"$A\"",
        "export A=1\necho $A",
        "for POD in a b; do echo $POD; done",
        "ls | while read -r POD REST; do echo \"$POD $REST\"; done",
        "read NAME; echo $NAME",
        "COUNT=0; ((COUNT++)); echo $COUNT",
        "((COUNT+=1)); echo $COUNT",
        "echo 'no $POD here'",
        "cat <<'EOF'\n$POD\nEOF",
        "echo \\$POD",
        "printf -v OUT x; echo $OUT",
        "N=5; sh -c \"sleep $N\"",
        "systemctl restart mks-backend && journalctl -u mks-backend -n 50",
        "(( a < b )) && (( b > c ))",
      })
  void nothingIsAskedForHere(String script) {
    Fields fields = Fields.of(script);
    assertThat(names(script)).isEmpty();
    assertThat(fields).isEqualTo(Fields.none(script));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "<command> --now#PROGRAM <command>",
        "sudo -n <command>#PROGRAM <command>",
        "timeout -s KILL 5 <command>#PROGRAM <command>",
        "$CMD x#PROGRAM $CMD",
        "/opt/<app>/bin/start#PROGRAM <app>",
        "x && \"$CMD\"#PROGRAM $CMD",
        "sh -c \"kill <pid>\"#OTHER_SHELL <pid>",
        "sh -c 'kill <pid>'#OTHER_SHELL <pid>",
        "kubectl exec x -- node <file>#OTHER_SHELL <file>",
        "kubectl exec x -- bash -lc \"ls $DIR\"#OTHER_SHELL $DIR",
        "ssh web \"ls <dir>\"#OTHER_SHELL <dir>",
        "ssh -o ProxyCommand=<x> web#OTHER_SHELL <x>",
        "eval \"ls $DIR\"#OTHER_SHELL $DIR",
        "awk \"/<pattern>/\" f#OTHER_SHELL <pattern>",
        "sed -i 's/<old>/b/' f#OTHER_SHELL <old>",
        "python3 -c \"print('<old>')\"#OTHER_SHELL <old>",
        "psql -c \"select '<id>'\"#OTHER_SHELL <id>",
        "echo <x> | sh#OTHER_SHELL <x>",
        "{ echo <x>; } | sh#OTHER_SHELL <x>",
        "bash <(echo <x>)#OTHER_SHELL <x>",
        "bash <<< \"ls <x>\"#OTHER_SHELL <x>",
        "X=<x>; eval \"$X\"#OTHER_SHELL $X",
        "X=$(echo <x>); sh -c \"$X\"#OTHER_SHELL $X",
        "echo $((N + 1))#ARITHMETIC $N",
        "echo $(($N + 1))#ARITHMETIC $N",
        "echo $((<n> + 1))#ARITHMETIC <n>",
        "X=<x>; echo $((X + 1))#ARITHMETIC $X",
        "[[ $N -gt 3 ]] && echo a#ARITHMETIC $N",
        "test -v <name>#ARITHMETIC <name>",
        "echo ${A[$N]}#ARITHMETIC $N",
        "echo ${X:-<pod>}#PLACE <pod>",
        "echo `kubectl logs <pod>`#PLACE <pod>",
        "echo $'<pod>'#PLACE <pod>",
        "PATH=<dir> ls#SETS_SHELL <dir>",
        "export LD_PRELOAD=<lib>#SETS_SHELL <lib>",
        "declare -i N=<n>#SETS_SHELL <n>",
        "curl -H \"x: $API_TOKEN\" y#SECRET $API_TOKEN",
      })
  void whereNoValueIsSafe(String script, String trouble) {
    assertThat(troubles(script)).startsWith(trouble);
  }

  @Test
  void variablesThatNobodySets() {
    Fields fields =
        Fields.of(
            "kubectl -n \"$NAMESPACE\" logs ${POD} -c \"${CONTAINER:-app}\" --tail=${N-$(x)}");
    assertThat(fields.script()).contains("${POD}").contains("\"$NAMESPACE\"");
    assertThat(fields.list())
        .containsExactly(
            new Field("namespace", "$NAMESPACE", List.of("NAMESPACE"), null, true, false, 1),
            new Field("pod", "${POD}", List.of("POD"), null, true, true, 1),
            new Field("container", "${CONTAINER}", List.of("CONTAINER"), "app", true, false, 1),
            new Field("n", "${N}", List.of("N"), "", false, true, 1));
    assertThat(names("NS=${NS:-default}\nkubectl -n \"$NS\" get po")).isEqualTo("ns");
    assertThat(names("curl \"${API_TOKEN:-}\"")).isEmpty();
    Fields both = Fields.of("kubectl logs <pod> -- -x\nkubectl describe pod \"$POD\"");
    assertThat(both.list())
        .singleElement()
        .extracting(Field::variables)
        .isEqualTo(List.of("TOBAN_FIELD_POD", "POD"));
  }

  @Test
  void whatAValueMustNotBe() {
    Field bare = Fields.of("kubectl logs $POD").list().getFirst();
    assertThat(bare.fault("")).contains(Field.Fault.MISSING);
    assertThat(bare.fault("-x")).contains(Field.Fault.STARTS_WITH_DASH);
    assertThat(bare.fault("a --all")).contains(Field.Fault.SEVERAL_WORDS);
    assertThat(bare.fault("a*")).contains(Field.Fault.SEVERAL_WORDS);
    assertThat(bare.fault("web-1")).isEmpty();
    Field after = Fields.of("rm -- <file>").list().getFirst();
    assertThat(after.fault("-x y")).isEmpty();
    assertThat(Fields.of("echo ${A:-b}").list().getFirst().fault("")).isEmpty();
  }

  @Test
  void aScriptThatIsNotClosedIsNotFilled() {
    assertThat(troubles("echo \"<pod>")).contains("UNCLOSED");
    assertThat(troubles("cat <<EOF\n<pod>")).contains("UNCLOSED");
    assertThat(troubles("echo " + "$(echo ".repeat(100) + "<pod>")).contains("TOO_MANY");
    assertThat(troubles("echo $A\n".repeat(11_000))).contains("TOO_MANY");
  }

  @Test
  void hostileTextsAreReadInTime() {
    for (String part :
        List.of(
            "\"<a1>",
            "'<a>",
            "<",
            "{{",
            "[",
            "$(",
            "${",
            "((",
            "`",
            "<<A\n",
            "\\",
            "case x in ",
            "$A ",
            "|")) {
      Fields.of(part.repeat(20_000));
    }
  }
}
