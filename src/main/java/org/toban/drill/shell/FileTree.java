package org.toban.drill.shell;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A machine's files, in memory. Paths are absolute; {@link #resolve} makes them so. */
public final class FileTree {
  private static final int MOST_STORED = 4 << 20;

  private final InstantSource clock;
  private final NavigableMap<String, Entry> entries = new TreeMap<>();

  /** What is known of a file; the size counts bytes that are only pretended, too. */
  public record Facts(
      String path, boolean directory, String owner, int mode, long size, Instant modified) {
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  private static final class Entry {
    boolean directory;
    String owner = "root";
    int mode;
    byte[] content = new byte[0];
    long pretended;
    Instant modified = Instant.EPOCH;
    @Nullable Supplier<String> source;

    byte[] bytes() {
      return source == null ? content : source.get().getBytes(StandardCharsets.UTF_8);
    }
  }

  FileTree(InstantSource clock) {
    this.clock = clock;
    makeDirectories("/", "root");
  }

  /** An absolute path without dots. */
  public static String resolve(String directory, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (path.startsWith("/") ? path : directory + "/" + path).split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }

  private Entry entry(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw FileProblem.missing();
    }
    return entry;
  }

  /** Every user is in the groups of the services, but not in that of root. */
  private static void allow(Entry entry, String user, int bit) {
    boolean owner = user.equals("root") || user.equals(entry.owner);
    boolean grouped = !entry.owner.equals("root");
    int bits = grouped ? entry.mode | entry.mode >> 3 : entry.mode;
    if (!owner && (bits & bit) == 0) {
      throw FileProblem.denied();
    }
  }

  public synchronized boolean exists(String path) {
    return entries.containsKey(path);
  }

  public synchronized boolean isDirectory(String path) {
    return exists(path) && entry(path).directory;
  }

  public synchronized Facts facts(String path) {
    Entry it = entry(path);
    long size = it.directory ? 4096 : it.bytes().length + it.pretended;
    return new Facts(path, it.directory, it.owner, it.mode, size, it.modified);
  }

  /** The facts of all that stands directly in a directory, by name. */
  public synchronized List<Facts> list(String path) {
    String prefix = path.equals("/") ? "/" : path + "/";
    return below(path).stream().filter(it -> it.path().indexOf('/', prefix.length()) < 0).toList();
  }

  /** The facts of all that stands anywhere below a directory. */
  public synchronized List<Facts> below(String path) {
    String prefix = path.equals("/") ? "/" : path + "/";
    return entries.subMap(prefix, false, prefix + '\uffff', true).keySet().stream()
        .map(this::facts)
        .toList();
  }

  /** The stored bytes. */
  public synchronized byte[] read(String path, String user) {
    Entry it = entry(path);
    if (it.directory) {
      throw new FileProblem("Is a directory");
    }
    allow(it, user, 4);
    return it.bytes();
  }

  public synchronized String text(String path, String user) {
    return new String(read(path, user), StandardCharsets.UTF_8);
  }

  public synchronized void write(String path, byte[] bytes, boolean append, String user) {
    Entry it = entries.get(path);
    if (it == null) {
      it = create(path, user);
    }
    if (it.directory) {
      throw new FileProblem("Is a directory");
    }
    allow(it, user, 2);
    byte[] kept = append ? it.content : new byte[0];
    int dropped = Math.max(0, kept.length + bytes.length - MOST_STORED);
    int from = Math.min(dropped, kept.length);
    byte[] joined = new byte[kept.length - from + bytes.length];
    System.arraycopy(kept, from, joined, 0, kept.length - from);
    System.arraycopy(bytes, 0, joined, kept.length - from, bytes.length);
    it.content = joined;
    it.pretended = append ? it.pretended + from : 0;
    it.modified = clock.instant();
  }

  private Entry create(String path, String user) {
    Entry folder = entry(parent(path));
    if (!folder.directory) {
      throw new FileProblem("Not a directory");
    }
    allow(folder, user, 2);
    Entry it = new Entry();
    it.owner = user;
    it.mode = 0644;
    it.modified = clock.instant();
    entries.put(path, it);
    return it;
  }

  /** A file as the estate sets it up, with its folders. */
  public synchronized void put(String path, String owner, int mode, String text) {
    makeDirectories(parent(path), "root");
    write(path, text.getBytes(StandardCharsets.UTF_8), false, "root");
    own(path, owner, mode);
  }

  public synchronized void own(String path, String owner, int mode) {
    entry(path).owner = owner;
    entry(path).mode = mode;
  }

  /** A file whose text is made when it is read. */
  public synchronized void supply(String path, Supplier<String> text) {
    put(path, "root", 0444, "");
    entry(path).source = text;
  }

  /** Lets a file weigh this many bytes more than it stores. */
  public synchronized void pretend(String path, long bytes) {
    entry(path).pretended = bytes;
  }

  public synchronized long pretended(String path) {
    return entry(path).pretended;
  }

  public synchronized void makeDirectories(String path, String owner) {
    if (!path.equals("/")) {
      makeDirectories(parent(path), owner);
    }
    if (!exists(path)) {
      Entry it = new Entry();
      it.directory = true;
      it.owner = owner;
      it.mode = 0755;
      it.modified = clock.instant();
      entries.put(path, it);
    }
  }

  public synchronized void makeDirectory(String path, String user) {
    if (exists(path)) {
      throw new FileProblem("File exists");
    }
    Entry it = create(path, user);
    it.directory = true;
    it.mode = 0755;
  }

  public synchronized void touch(String path, String user) {
    if (exists(path)) {
      entry(path).modified = clock.instant();
    } else {
      create(path, user);
    }
  }

  /** Removes a file, or a directory with all that is in it. */
  public synchronized void remove(String path, String user) {
    entry(path);
    allow(entry(parent(path)), user, 2);
    below(path).forEach(it -> entries.remove(it.path()));
    entries.remove(path);
  }

  public synchronized void rename(String from, String to, String user) {
    Entry moved = entry(from);
    allow(entry(parent(from)), user, 2);
    allow(entry(parent(to)), user, 2);
    for (Facts child : below(from)) {
      entries.put(to + child.path().substring(from.length()), entry(child.path()));
      entries.remove(child.path());
    }
    entries.remove(from);
    entries.put(to, moved);
  }

  /** The bytes of all files at and below a path. */
  public synchronized long weight(String path) {
    long own = isDirectory(path) ? 0 : facts(path).size();
    return own + below(path).stream().filter(it -> !it.directory()).mapToLong(Facts::size).sum();
  }
}
