/** What the platform answers and is asked, as records; made from its OpenAPI document. */
package io.millrace.sdk.model;
