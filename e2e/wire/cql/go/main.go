// gocql as an application uses it: metadata, prepared statements, a batch, paging, collections, a
// lightweight transaction, a custom payload, an error. Prints what it saw, a line each.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/gocql/gocql"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	port, err := strconv.Atoi(os.Args[1])
	must(err)
	cluster := gocql.NewCluster("127.0.0.1")
	cluster.Port = port
	cluster.Timeout = 30 * time.Second
	cluster.ConnectTimeout = 30 * time.Second
	session, err := cluster.CreateSession()
	must(err)
	defer session.Close()
	run := func(text string, values ...interface{}) { must(session.Query(text, values...).Exec()) }

	run("CREATE KEYSPACE golang WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}")
	run("CREATE TABLE golang.t (k int, c int, v text, tags set<text>, m map<text, int>, PRIMARY KEY (k, c))")
	metadata, err := session.KeyspaceMetadata("golang")
	must(err)
	fmt.Println("columns", len(metadata.Tables["t"].Columns))

	batch := session.NewBatch(gocql.LoggedBatch)
	for i := 0; i < 50; i++ {
		batch.Query("INSERT INTO golang.t (k, c, v) VALUES (?, ?, ?)", 1, i, fmt.Sprint("v", i))
	}
	must(session.ExecuteBatch(batch))
	for i := 50; i < 250; i++ {
		run("INSERT INTO golang.t (k, c, v) VALUES (?, ?, ?)", 1, i, fmt.Sprint("v", i))
	}
	rows, c, v := 0, 0, ""
	iter := session.Query("SELECT c, v FROM golang.t WHERE k = ?", 1).PageSize(33).Iter()
	for iter.Scan(&c, &v) {
		if c == rows && v == fmt.Sprint("v", rows) {
			rows++
		}
	}
	must(iter.Close())
	fmt.Println("rows", rows)

	payload := session.Query("UPDATE golang.t SET tags = ?, m = ? WHERE k = 2 AND c = 2",
		[]string{"b", "a"}, map[string]int{"x": 7})
	must(payload.CustomPayload(map[string][]byte{"who": []byte("a test")}).Exec())
	var tags []string
	var m map[string]int
	must(session.Query("SELECT tags, m FROM golang.t WHERE k = 2").Scan(&tags, &m))
	fmt.Println("collections", tags, m["x"])

	before := map[string]interface{}{}
	applied, err := session.Query("INSERT INTO golang.t (k, c, v) VALUES (1, 7, 'x') IF NOT EXISTS").MapScanCAS(before)
	must(err)
	fmt.Println("applied", applied, before["v"])
	fmt.Println("invalid", session.Query("SELECT nada FROM golang.t").Exec())
}
