// A client in Java 17, with Kafka's own library and Maven.
import { comment, literal, type Client } from './client'

const run = ['mvn -q compile exec:java']

export const javaClient = {
  run: { consumer: run, producer: run },
  files: ({ topic, group, address, about }: Client, role: 'consumer' | 'producer') => [
    {
      path: 'pom.xml',
      text: pom(group, role),
    },
    role === 'consumer'
      ? { path: 'src/main/java/Consumer.java', text: consumer(topic, group, address, about) }
      : { path: 'src/main/java/Producer.java', text: producer(topic, address, about) },
  ],
}

/** For records.jsonl. */
const JSON_READER = `    <dependency>
      <groupId>com.fasterxml.jackson.core</groupId>
      <artifactId>jackson-databind</artifactId>
      <version>2.19.0</version>
    </dependency>
`

const pom = (
  group: string,
  role: 'consumer' | 'producer',
) => `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>lab</groupId>
  <artifactId>${group}-${role}</artifactId>
  <version>1.0</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <exec.mainClass>${role === 'consumer' ? 'Consumer' : 'Producer'}</exec.mainClass>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka-clients</artifactId>
      <version>4.0.0</version>
    </dependency>
${role === 'producer' ? JSON_READER : ''}    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-simple</artifactId>
      <version>2.0.17</version>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.codehaus.mojo</groupId>
        <artifactId>exec-maven-plugin</artifactId>
        <version>3.5.0</version>
      </plugin>
    </plugins>
  </build>
</project>
`

const server = (address: string) =>
  `System.getenv().getOrDefault(${literal(address)}, "127.0.0.1:9092")`

const consumer = (
  topic: string,
  group: string,
  address: string,
  about: string,
) => `${comment(about)}
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

public class Consumer {
    public static void main(String[] args) {
        var settings = new Properties();
        settings.put("bootstrap.servers", ${server(address)});
        settings.put("group.id", ${literal(group)});
        settings.put("auto.offset.reset", "earliest");
        var text = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, text, text)) {
            consumer.subscribe(List.of(${literal(topic)}));
            while (true) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    System.out.printf("%d %d %s %s%n", record.partition(), record.offset(),
                            record.key(), record.value());
                }
            }
        }
    }
}
`

const producer = (topic: string, address: string, about: string) => `${comment(about)}
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

public class Producer {
    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        settings.put("bootstrap.servers", ${server(address)});
        var text = new StringSerializer();
        var json = new ObjectMapper();
        try (var producer = new KafkaProducer<>(settings, text, text)) {
            for (var line : Files.readAllLines(Path.of("records.jsonl"))) {
                var record = json.readTree(line);
                producer.send(new ProducerRecord<>(${literal(topic)}, record.path("key").textValue(),
                        record.path("value").textValue()));
                Thread.sleep(100);
            }
        }
    }
}
`
