/**
 * Hosts as OpenSSH's own configuration names them: read by OpenSSH itself where it is installed.
 *
 * <p>Uses: alert.
 */
@NullMarked
package org.toban.remedy.openssh;

import org.jspecify.annotations.NullMarked;
