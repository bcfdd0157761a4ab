package io.millrace.sdk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list of the platform, page after page, each asked for when it is needed. Whoever leaves early asks for no more; each
 * iterator begins anew.
 *
 * @param <T> what it holds
 */
public final class Items<T> implements Iterable<T> {
  private final Function<String, Page<T>> read;

  /** `read`: a page by its cursor, null for the first. */
  Items(Function<String, Page<T>> read) {
    this.read = read;
  }

  /**
   * The first page alone, which may tell how many there are.
   *
   * @return the page
   */
  public Page<T> first() {
    return read.apply(null);
  }

  /**
   * All of them, from every page.
   *
   * @return a list of its own
   */
  public List<T> toList() {
    List<T> all = new ArrayList<>();
    forEach(all::add);
    return all;
  }

  /**
   * As a stream.
   *
   * @return the items in their order
   */
  public Stream<T> stream() {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
  }

  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private Iterator<T> items = List.<T>of().iterator();
      private String cursor;
      private boolean last;

      @Override
      public boolean hasNext() {
        while (!items.hasNext() && !last) {
          Page<T> page = read.apply(cursor);
          items = page.items().iterator();
          cursor = page.next();
          last = cursor == null;
        }
        return items.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        return items.next();
      }
    };
  }
}
