package io.millrace.sdk;

import java.time.Duration;

/**
 * What a person is shown to sign a program in (RFC 8628 §3.3).
 *
 * @param userCode to be entered at the address
 * @param address where the code is entered
 * @param addressWithCode the same with the code in it, for a link or a picture; null where there is none
 * @param expiresIn how long the code counts
 */
public record DevicePrompt(String userCode, String address, String addressWithCode, Duration expiresIn) {}
