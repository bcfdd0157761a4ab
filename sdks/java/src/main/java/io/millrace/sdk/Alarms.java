package io.millrace.sdk;

import static io.millrace.sdk.Request.segment;

import io.millrace.sdk.model.Alarm;
import io.millrace.sdk.model.AlarmActReply;
import io.millrace.sdk.model.AlarmActRequest;
import io.millrace.sdk.model.AlarmQuery;
import java.util.Collection;
import java.util.List;

/** What needs somebody to act. */
public final class Alarms {
  private final Connection connection;

  Alarms(Connection connection) {
    this.connection = connection;
  }

  /**
   * Alarms, the most urgent first, then the newest.
   *
   * @param query which
   * @return page after page
   */
  public Items<Alarm> list(AlarmQuery query) {
    return Lists.items(connection, "/alarms", query.parameters(), Alarm::read);
  }

  /**
   * One alarm.
   *
   * @param id its id
   * @return the alarm
   */
  public Alarm get(String id) {
    return connection.json(Request.of("GET", "/alarms/" + segment(id)), Alarm::read);
  }

  /**
   * Acknowledges alarms: somebody has seen them.
   *
   * @param ids their ids
   * @return what became of each
   */
  public AlarmActReply acknowledge(Collection<String> ids) {
    Request request = Request.of("POST", "/alarms/acknowledgement").body(AlarmActRequest.of(List.copyOf(ids))::write);
    return connection.json(request, AlarmActReply::read);
  }
}
