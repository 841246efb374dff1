// The Java driver 4 as an application uses it: metadata, prepared statements, a batch, paging, an error. Prints what it saw, a line each.
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.*;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.net.InetSocketAddress;

public class Client {
  public static void main(String[] args) {
    try (CqlSession session = CqlSession.builder()
        .addContactPoint(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])))
        .withLocalDatacenter("datacenter1").build()) {
      System.out.println("protocol " + session.getContext().getProtocolVersion());
      session.execute("CREATE KEYSPACE java WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE java.t (k int, c int, v text, PRIMARY KEY (k, c))");
      System.out.println("columns " + session.getMetadata().getKeyspace("java").get().getTable("t").get().getColumns().size());
      PreparedStatement insert = session.prepare("INSERT INTO java.t (k, c, v) VALUES (?, ?, ?)");
      BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
      for (int i = 0; i < 50; i++) batch.addStatement(insert.bind(1, i, "v" + i));
      session.execute(batch.build());
      for (int i = 50; i < 250; i++) session.execute(insert.bind(1, i, "v" + i));
      int rows = 0;
      for (Row row : session.execute(SimpleStatement.newInstance("SELECT * FROM java.t WHERE k = 1").setPageSize(33)))
        if (row.getInt("c") == rows && row.getString("v").equals("v" + rows)) rows++;
      System.out.println("rows " + rows);
      try {
        session.execute("SELECT nada FROM java.t");
      } catch (InvalidQueryException e) {
        System.out.println("invalid " + e.getMessage());
      }
    }
  }
}
