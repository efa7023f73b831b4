package org.toban.source.keyring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Windows' Credential Manager: the generic credential {@code SERVICE/ACCOUNT}, by {@code CredReadW}
 * of advapi32. Its structure on 64 bits has the blob's size at 32 and the blob's address at 40.
 */
final class WindowsVault implements Keyring {
  private static final int GENERIC = 1;
  private static final long SIZE_AT = 32;
  private static final long BLOB_AT = 40;
  private static final long STRUCTURE = 80;
  private static final int LARGEST = 5 * 512;

  @Override
  public Answer find(String service, String account, Duration limit) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup library = SymbolLookup.libraryLookup("advapi32", arena);
      Linker linker = Linker.nativeLinker();
      MethodHandle read =
          linker.downcallHandle(
              library.findOrThrow("CredReadW"),
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
      MethodHandle free =
          linker.downcallHandle(
              library.findOrThrow("CredFree"), FunctionDescriptor.ofVoid(ADDRESS));
      MemorySegment target = arena.allocateFrom(service + "/" + account, StandardCharsets.UTF_16LE);
      MemorySegment place = arena.allocate(ADDRESS);
      if ((int) read.invokeExact(target, GENERIC, 0, place) == 0) {
        return new Answer.Absent();
      }
      MemorySegment credential = place.get(ADDRESS, 0);
      try {
        return new Answer.Found(blob(credential.reinterpret(STRUCTURE)));
      } finally {
        free.invokeExact(credential);
      }
    } catch (Throwable e) { // what a method handle may throw
      return new Answer.Unavailable("Windows' Credential Manager cannot be asked: " + e);
    }
  }

  private static String blob(MemorySegment credential) {
    int size = Math.clamp(credential.get(JAVA_INT, SIZE_AT), 0, LARGEST);
    MemorySegment blob =
        credential
            .get(ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(LARGEST, JAVA_BYTE)), BLOB_AT)
            .asSlice(0, size);
    return new String(blob.toArray(JAVA_BYTE), StandardCharsets.UTF_16LE);
  }
}
