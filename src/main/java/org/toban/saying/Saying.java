package org.toban.saying;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.jspecify.annotations.Nullable;

/**
 * A sentence for a person: its name and what fills its places. Whoever shows it makes the words.
 *
 * @param arguments texts, and sayings that are told in the same language
 */
public record Saying(Name name, List<Object> arguments) {
  private static final Control CONTROL = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  public Saying {
    arguments = List.copyOf(arguments);
  }

  /**
   * An enum of sentences. The words of a constant stand under its name in the bundles that are
   * named as the enum is; what to do about it, where something is to be done, under {@code
   * NAME.mend}.
   */
  public interface Name {
    /** The enum constant's. */
    String name();

    /** The enum. */
    Class<?> getDeclaringClass();

    /** The sentence about these; what is no saying is told as its text. */
    default Saying of(@Nullable Object... arguments) {
      return new Saying(
          this,
          java.util.Arrays.stream(arguments)
              .<Object>map(it -> it instanceof Saying saying ? saying : String.valueOf(it))
              .toList());
    }
  }

  /** A text that has no words of its own in any language: a name, or what another program said. */
  public static Saying text(String text) {
    return Verbatim.TEXT.of(text);
  }

  /** What is said; English for a language that there is not. */
  public String in(Locale locale) {
    return filled(texts(locale).getString(name.name()), locale);
  }

  /** What to do about it; empty when that is not known, or nothing is to be done. */
  public Optional<Saying> mending() {
    Name mend = new Mend(name);
    return texts(Locale.ENGLISH).containsKey(mend.name())
        ? Optional.of(new Saying(mend, arguments))
        : Optional.empty();
  }

  private record Mend(Name of) implements Name {
    @Override
    public String name() {
      return of.name() + ".mend";
    }

    @Override
    public Class<?> getDeclaringClass() {
      return of.getDeclaringClass();
    }
  }

  /** The English words, for logs and machine output. */
  @Override
  public String toString() {
    return in(Locale.ENGLISH);
  }

  private ResourceBundle texts(Locale locale) {
    Class<?> names = name.getDeclaringClass();
    return ResourceBundle.getBundle(names.getName(), locale, names.getClassLoader(), CONTROL);
  }

  /** The template with {@code {0}}, {@code {1}} ... replaced; other braces are text. */
  private String filled(String template, Locale locale) {
    StringBuilder all = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      if (isPlace(template, i)) {
        Object argument = arguments.get(template.charAt(i + 1) - '0');
        all.append(argument instanceof Saying saying ? saying.in(locale) : argument);
        i += "{0}".length();
      } else {
        all.append(template.charAt(i++));
      }
    }
    return all.toString();
  }

  private static boolean isPlace(String template, int at) {
    return at + 2 < template.length()
        && template.charAt(at) == '{'
        && Character.isDigit(template.charAt(at + 1))
        && template.charAt(at + 2) == '}';
  }
}
