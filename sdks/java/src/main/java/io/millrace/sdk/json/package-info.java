/** JSON (RFC 8259), read strictly and written exactly: 64-bit integers and doubles keep every bit. */
package io.millrace.sdk.json;
