package org.toban.runbook.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether lines without a language and without a prompt are commands. In doubt they are not: what
 * is taken for a command is offered to run.
 */
public final class Programs {
  private static final Set<String> KNOWN =
      words(
          """
          ansible apachectl apk apt apt-get aws awk az base64 blkid bzip2 cat certbot cd chattr chgrp chmod chown chronyc cmp
          comm consul cp crictl crontab ctr curl cut date dd df diff dig dmesg dmidecode dnf docker docker-compose dpkg
          du echo egrep env ethtool export fdisk fgrep file find findmnt flock free fsck fstrim fuser gcloud getent git
          gluster grep gunzip gzip haproxy head helm host hostname htop http iconv id ifconfig influx iostat iotop ip
          ipcs iperf3 iptables iscsiadm jmap journalctl jps jq jstack jstat kill killall kinit knife kubeadm kubectl kubelet
          last ldapsearch less ln logger logrotate ls lsattr lsblk lscpu lsmod lsof lvextend lvs lxc make mc md5sum
          megacli microk8s minikube mkdir mkfs modprobe mongo mongosh mount mpstat mtr mv mysql mysqladmin mysqldump nc
          ncdu netstat nft nginx nice nmap nomad nslookup ntpdate ntpq numactl nvidia-smi oc openssl openstack osqueryi
          passwd patronictl perf pg_basebackup pg_dump pg_isready pg_lsclusters pg_resetwal pgbouncer pgrep pidstat ping
          ping6 pip pip3 pkill podman postconf postqueue postsuper printf promtool ps psql pstree puppet pv pvresize pvs
          python python3 rabbitmq-diagnostics rabbitmqctl rados rbd reboot redis-cli renice resize2fs rm rmdir rpm rsync
          ruby salt sar scp screen sed seq service sha256sum showmount shutdown skopeo slabtop smartctl sort source ss
          ssh ssh-keygen ssh-keyscan stat strace strings su supervisorctl swapoff swapon sync sysctl systemctl tail tar
          tcpdump tee telnet terraform time timedatectl timeout top touch tr traceroute tree truncate tshark tune2fs
          udevadm ufw ulimit umount uname unbound-control uniq unzip uptime vault velero vgs virsh vmstat w wal-g watch
          wc wget which who xargs xfs_growfs xfs_repair yq yum zcat zfs zgrep zkCli.sh zpool zypper ceph cqlsh nodetool
          mailq varnishstat varnishadm varnishlog nvme ipmitool mcelog socat exim sendmail named-checkconf rndc
          kafka-topics kafka-consumer-groups etcdctl exit test true false set unset eval exec if for while until case
          """);

  /** Words that make a line a sentence, whatever it begins with. */
  private static final Set<String> PROSE =
      words(
          """
          the a an is are was were be and or but to of with that this these those then should would could can
          will you your we our please it its they their which what why how when where whether not only also
          sure out into every each all any some there here for from by as
          """);

  private static final Set<String> BEFORE =
      words("sudo doas time nohup command exec env watch xargs timeout");
  private static final Set<String> FLOW =
      words("then do done else elif fi esac } { && || | ;; for while until if case in");
  private static final List<String> ENDINGS = List.of("ctl", "-cli", "-admin", ".sh", ".py");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,60}=\\S*");
  private static final Pattern PATH =
      Pattern.compile("(?:\\./|(?:/[\\w.+-]{1,60}){0,8}/s?bin/|/opt/|/etc/init\\.d/|~/)\\S+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.+-]{0,60}");
  private static final String PUNCTUATION = ".?!:：。";

  private Programs() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** Whether every line of a block is a command, a comment or the continuation of a command. */
  public static boolean commands(String block) {
    boolean any = false;
    boolean continues = false;
    boolean heredoc = false;
    for (String line : block.lines().toList()) {
      String text = line.strip();
      if (text.isEmpty() || (text.startsWith("#") && !continues) || heredoc) {
        continue;
      }
      if (!continues && !isCommand(text)) {
        return false;
      }
      any = true;
      continues = text.endsWith("\\") || text.endsWith("|") || text.endsWith("&&");
      heredoc = text.contains("<<") && !text.contains("<<<");
    }
    return any && !continues;
  }

  /** Whether one line is a command: a known program or the path of one, and no sentence. */
  public static boolean isCommand(String line) {
    String[] words = line.strip().split("\\s+");
    int at = 0;
    while (at < words.length - 1
        && (BEFORE.contains(words[at])
            || FLOW.contains(words[at])
            || words[at].equals("!")
            || ASSIGNMENT.matcher(words[at]).matches())) {
      if (words[at].equals("for") || words[at].equals("case")) {
        return line.contains(" in ");
      }
      at++;
    }
    String program = words[at];
    if (at > 0 && words[at - 1].startsWith("sudo") && program.startsWith("-")) {
      return !isProse(words, at);
    }
    boolean ends = FLOW.contains(program) && words.length == 1;
    boolean set = ASSIGNMENT.matcher(program).matches() && Character.isLetter(program.charAt(0));
    boolean known = KNOWN.contains(program) || isTool(program) || PATH.matcher(program).matches();
    boolean piped = NAME.matcher(program).matches() && isPipedOn(words, at);
    return ends || (set && words.length == at + 1) || ((known || piped) && !isProse(words, at));
  }

  /** Whether a known program reads what an unknown one prints. */
  private static boolean isPipedOn(String[] words, int at) {
    for (int i = at + 1; i < words.length - 1; i++) {
      if (words[i].equals("|") && KNOWN.contains(words[i + 1])) {
        return Character.isLowerCase(words[at].charAt(0));
      }
    }
    return false;
  }

  private static boolean isTool(String program) {
    return NAME.matcher(program).matches()
        && ENDINGS.stream()
            .anyMatch(end -> program.endsWith(end) && program.length() > end.length() + 1);
  }

  private static boolean isProse(String[] words, int at) {
    String last = words[words.length - 1];
    boolean sentence =
        words.length > 1
            && last.length() > 1
            && PUNCTUATION.indexOf(last.charAt(last.length() - 1)) >= 0
            && Character.isLetter(last.charAt(last.length() - 2));
    String second = at + 1 < words.length ? words[at + 1] : "";
    boolean setting =
        second.startsWith("=") || second.equals(":") || second.equals("is") || last.equals("{");
    boolean quoted = false;
    for (int i = at + 1; i < words.length; i++) {
      String word = words[i];
      if ((!quoted && PROSE.contains(word.toLowerCase(Locale.ROOT))) || isWide(word)) {
        return true;
      }
      boolean odd = word.chars().filter(c -> c == '"' || c == '\'').count() % 2 == 1;
      quoted ^= odd;
    }
    return sentence || setting;
  }

  /** A word of Japanese or Chinese outside of quotes is part of a sentence. */
  private static boolean isWide(String word) {
    boolean wide = word.codePoints().anyMatch(Character::isIdeographic);
    return wide && word.indexOf('"') < 0 && word.indexOf('\'') < 0 && word.indexOf('/') < 0;
  }
}
