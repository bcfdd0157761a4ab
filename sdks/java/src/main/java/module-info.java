/** The Java SDK of Millrace, an open industrial IoT platform. It needs nothing but the JDK. */
module io.millrace.sdk {
  requires transitive java.net.http;

  exports io.millrace.sdk;
  exports io.millrace.sdk.json;
  exports io.millrace.sdk.model;
}
