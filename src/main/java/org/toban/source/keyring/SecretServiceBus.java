package org.toban.source.keyring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The Secret Service of a Linux desktop (Secret Service API Draft 0.2): GNOME Keyring, KWallet,
 * KeePassXC. It is never asked to unlock, for that is what shows a prompt. The session is "plain":
 * the bus is a socket of this user alone.
 */
final class SecretServiceBus implements Keyring {
  private static final String NAME = "org.freedesktop.secrets";
  private static final String PATH = "/org/freedesktop/secrets";
  private static final String SERVICE = "org.freedesktop.Secret.Service";
  private static final String ITEM = "org.freedesktop.Secret.Item";

  /** What the account is called: by secret-tool's habit, and by Python's keyring. */
  private static final List<String> ACCOUNT_NAMES = List.of("account", "username");

  private final @Nullable String address;

  /** On the bus with this address; null for the session's. */
  SecretServiceBus(@Nullable String address) {
    this.address = address;
  }

  @Override
  public Answer find(String service, String account, Duration limit) {
    try (DBusConnection bus = connect(limit)) {
      Answer answer = new Answer.Absent();
      for (String name : ACCOUNT_NAMES) {
        if (answer instanceof Answer.Absent) {
          answer = search(bus, Map.of("service", service, name, account), limit);
        }
      }
      return answer;
    } catch (DBusException | IOException e) {
      return new Answer.Unavailable(
          "no keyring answers on the session bus ("
              + e.getMessage()
              + "): start GNOME Keyring, KWallet or KeePassXC");
    }
  }

  private DBusConnection connect(Duration limit) throws DBusException {
    return (address == null
            ? DBusConnectionBuilder.forSessionBus()
            : DBusConnectionBuilder.forAddress(address))
        .withShared(false)
        .transportConfig()
        .withTimeout(Math.toIntExact(Math.max(1, limit.toMillis())))
        .back()
        .build();
  }

  private static Answer search(DBusConnection bus, Map<String, String> attributes, Duration limit)
      throws DBusException {
    Object[] found = call(bus, limit, PATH, SERVICE, "SearchItems", "a{ss}", attributes);
    List<?> unlocked = (List<?>) found[0];
    if (unlocked.isEmpty()) {
      return ((List<?>) found[1]).isEmpty() ? new Answer.Absent() : new Answer.Locked();
    }
    Object[] opened =
        call(bus, limit, PATH, SERVICE, "OpenSession", "sv", "plain", new Variant<>(""));
    String item = ((DBusPath) unlocked.getFirst()).getPath();
    Object[] secret = call(bus, limit, item, ITEM, "GetSecret", "o", opened[1]);
    return new Answer.Found(text(((Object[]) secret[0])[2]));
  }

  private static String text(Object bytes) {
    if (bytes instanceof byte[] array) {
      return new String(array, StandardCharsets.UTF_8);
    }
    List<?> list = (List<?>) bytes;
    byte[] array = new byte[list.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = (Byte) list.get(i);
    }
    return new String(array, StandardCharsets.UTF_8);
  }

  private static Object[] call(
      DBusConnection bus,
      Duration limit,
      String path,
      String type,
      String method,
      String signature,
      Object... arguments)
      throws DBusException {
    MethodCall call =
        bus.getMessageFactory()
            .createMethodCall(null, NAME, path, type, method, (byte) 0, signature, arguments);
    bus.sendMessage(call);
    Message reply = call.getReply(limit.toMillis());
    if (reply == null) {
      throw new DBusException("no answer to " + method);
    }
    if (reply instanceof org.freedesktop.dbus.messages.Error error) {
      throw new DBusException(String.valueOf(error.getName()));
    }
    return reply.getParameters();
  }
}
