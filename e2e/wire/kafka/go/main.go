// What a Go application does with Kafka, by franz-go: topics, compressed batches, a group whose
// members share, a transaction that is committed and one that is not.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

const records = 1000

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func client(more ...kgo.Opt) *kgo.Client {
	opened, err := kgo.NewClient(append(more, kgo.SeedBrokers(os.Args[1]))...)
	must(err)
	return opened
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	seen := map[string]any{}
	admin := kadm.NewClient(client())
	defer admin.Close()
	_, err := admin.CreateTopics(ctx, 3, 1, nil, "go", "go-out")
	must(err)
	codecs := []kgo.CompressionCodec{
		kgo.NoCompression(), kgo.GzipCompression(), kgo.SnappyCompression(),
		kgo.Lz4Compression(), kgo.ZstdCompression(),
	}
	for _, codec := range codecs {
		producer := client(kgo.ProducerBatchCompression(codec), kgo.DefaultProduceTopic("go"))
		for i := 0; i < records/len(codecs); i++ {
			key := []byte(fmt.Sprint("k", i%17))
			producer.Produce(ctx, &kgo.Record{Key: key, Value: []byte("v")}, func(_ *kgo.Record, err error) { must(err) })
		}
		must(producer.Flush(ctx))
		producer.Close()
	}
	seen["read"] = consume(ctx)
	lags, err := admin.Lag(ctx, "go-group")
	must(err)
	seen["lag"] = lags["go-group"].Lag.Total()
	transactions(ctx)
	seen["committed"] = values(ctx, kgo.ReadCommitted())
	seen["written"] = len(values(ctx, kgo.ReadUncommitted()))
	_, err = admin.DeleteTopics(ctx, "go", "go-out")
	must(err)
	topics, err := admin.ListTopics(ctx)
	must(err)
	seen["left"] = len(topics.Names())
	must(json.NewEncoder(os.Stdout).Encode(seen))
}

// consume reads all records by two members of one group, and commits what they read.
func consume(ctx context.Context) int {
	var members []*kgo.Client
	for range 2 {
		members = append(members, client(
			kgo.ConsumerGroup("go-group"), kgo.ConsumeTopics("go"), kgo.DisableAutoCommit(),
			kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		))
	}
	read := map[string]bool{}
	for len(read) < records && ctx.Err() == nil {
		for _, member := range members {
			soon, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
			fetches := member.PollFetches(soon)
			cancel()
			fetches.EachRecord(func(record *kgo.Record) {
				read[fmt.Sprint(record.Partition, "/", record.Offset)] = true
			})
			must(member.CommitUncommittedOffsets(ctx))
		}
	}
	for _, member := range members {
		member.Close()
	}
	return len(read)
}

func transactions(ctx context.Context) {
	producer := client(kgo.TransactionalID("go-tx"), kgo.DefaultProduceTopic("go-out"))
	defer producer.Close()
	for _, end := range []kgo.TransactionEndTry{kgo.TryCommit, kgo.TryAbort, kgo.TryCommit} {
		must(producer.BeginTransaction())
		word := map[bool]string{true: "yes", false: "no"}[bool(end)]
		for i := range 3 {
			value := []byte(fmt.Sprint(word, i))
			must(producer.ProduceSync(ctx, &kgo.Record{Value: value}).FirstErr())
		}
		must(producer.EndTransaction(ctx, end))
	}
}

// values gives the records of go-out in order, as a reader of this level sees them.
func values(ctx context.Context, level kgo.IsolationLevel) []string {
	reader := client(
		kgo.ConsumeTopics("go-out"), kgo.FetchIsolationLevel(level),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	)
	defer reader.Close()
	var found []string
	for {
		soon, cancel := context.WithTimeout(ctx, time.Second)
		fetches := reader.PollFetches(soon)
		cancel()
		if fetches.NumRecords() == 0 {
			break
		}
		fetches.EachRecord(func(record *kgo.Record) { found = append(found, string(record.Value)) })
	}
	sort.Strings(found)
	return found
}
