/**
 * Secrets in the keyring of the operating system: the Secret Service of a Linux desktop, macOS'
 * keychain, Windows' Credential Manager. Only ever read; no prompt is caused on purpose or waited
 * for.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.source.keyring;

import org.jspecify.annotations.NullMarked;
