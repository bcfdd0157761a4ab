package io.millrace.sdk;

import static io.millrace.sdk.Request.segment;

import io.millrace.sdk.model.Device;
import io.millrace.sdk.model.DeviceQuery;

/** Edge nodes and devices: where values come from. */
public final class Devices {
  private final Connection connection;

  Devices(Connection connection) {
    this.connection = connection;
  }

  /**
   * Edge nodes and devices that match.
   *
   * @param query which
   * @return page after page
   */
  public Items<Device> list(DeviceQuery query) {
    return Lists.items(connection, "/devices", query.parameters(), Device::read);
  }

  /**
   * One device.
   *
   * @param id its id
   * @return the device
   */
  public Device get(String id) {
    return connection.json(Request.of("GET", "/devices/" + segment(id)), Device::read);
  }
}
