//go:build js && wasm

package main

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"syscall/js"
	"time"
)

// reflection calls through stubs whose stack maps the runtime finds by name.
func reflection() {
	swap := reflect.MakeFunc(reflect.TypeFor[func(*node, int) (int, *node)](), func(in []reflect.Value) []reflect.Value {
		runtime.GC()
		return []reflect.Value{in[1], in[0]}
	}).Interface().(func(*node, int) (int, *node))
	method := reflect.ValueOf(value{5}).MethodByName("String").Interface().(func() string)
	for range 20 {
		n, list := swap(&node{value: 7, next: &node{value: 8}}, 9)
		deeper(200, runtime.GC)
		fmt.Print(n, list.next.value, method(), " ")
	}
	fmt.Println("reflection")
}

func goroutines() {
	var mu sync.Mutex
	var wait sync.WaitGroup
	var once sync.Once
	results, stop := make(chan int, 3), make(chan struct{})
	total := 0
	for i := range 200 {
		wait.Go(func() {
			once.Do(func() { fmt.Println("once") })
			select {
			case results <- deeper(i, runtime.Gosched):
			case <-stop:
			}
			mu.Lock()
			defer mu.Unlock()
			total += i
		})
	}
	sum := 0
	for range 200 {
		select {
		case n := <-results:
			sum += n
		case <-time.After(time.Minute):
			fmt.Println("late")
		}
	}
	close(stop)
	wait.Wait()
	fmt.Println("goroutines", sum, total)
}

func maps() {
	type key struct {
		text   string
		number any
	}
	m := map[key][]*node{}
	for i := range 20_000 {
		k := key{fmt.Sprint(i % 500), i % 7}
		m[k] = append(m[k], &node{value: i})
		if i%11 == 0 {
			delete(m, key{fmt.Sprint(i % 300), i % 5})
		}
	}
	sum := 0
	var lengths []int
	for k, nodes := range m {
		lengths = append(lengths, len(nodes))
		sum += k.number.(int) * nodes[0].value
	}
	slices.Sort(lengths)
	fmt.Println("maps", len(m), sum, lengths[0], lengths[len(lengths)-1])
}

// browser crosses into JavaScript and back, on stacks that move.
func browser() {
	calls := 0
	call := js.FuncOf(func(_ js.Value, args []js.Value) any {
		calls++
		return caught(args[0].Int(), func() { panic(args[0].Int()) })
	})
	defer call.Release()
	for i := range 50 {
		if got := call.Value.Invoke(i * 10).String(); i == 49 {
			fmt.Println(got)
		}
	}
	fmt.Println(caught(100, func() { js.Global().Call("eval", "throw new TypeError('thrown')") }))
	fmt.Println(caught(100, func() { js.Global().Get("Object").Call("missing") }))
	fmt.Println(caught(100, func() { js.ValueOf(1).Get("x") }))
	settled := make(chan string)
	then := js.FuncOf(func(_ js.Value, args []js.Value) any {
		go func() { settled <- args[0].String() }()
		return nil
	})
	defer then.Release()
	js.Global().Get("Promise").Call("resolve", "resolved").Call("then", then)
	fmt.Println("browser", calls, <-settled)
}
