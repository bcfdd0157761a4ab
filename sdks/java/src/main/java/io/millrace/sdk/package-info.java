/**
 * Millrace from Java: assets, points and their history, live values, writes and models of one platform. Begin with
 * {@link io.millrace.sdk.Millrace#connect}.
 */
package io.millrace.sdk;
