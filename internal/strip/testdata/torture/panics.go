//go:build js && wasm

package main

import (
	"fmt"
	"runtime"
)

type stringer interface{ String() string }

type value struct{ n int }

func (v value) String() string { return fmt.Sprint("value ", v.n) }

// errors are those that the runtime panics with, after more and less stack.
func errors() {
	var (
		zero     int
		none     *node
		noMap    map[string]int
		noFunc   func()
		pointer  *value
		boxed    any = "text"
		numbers      = []int{1, 2, 3}
		closed       = make(chan int)
		unhashed any = []int{}
	)
	close(closed)
	for name, f := range []func(){
		func() { fmt.Println(none.value) },
		func() { none.next = nil },
		func() { fmt.Println(numbers[len(numbers)+zero]) },
		func() { fmt.Println(numbers[zero-1]) },
		func() { fmt.Println(numbers[2:zero]) },
		func() { fmt.Println(numbers[:4+zero]) },
		func() { fmt.Println([4]int(numbers)) },
		func() { fmt.Println(1 / zero) },
		func() { fmt.Println(1 << (zero - 1)) },
		func() { fmt.Println(make([]int, zero-1)) },
		func() { noMap["key"] = 1 },
		func() { noFunc() },
		func() { fmt.Println(boxed.(int)) },
		func() { fmt.Println(boxed.(stringer)) },
		func() { fmt.Println(boxed.(fmt.Stringer).String()) },
		func() { fmt.Println(map[interface{}]int{}[unhashed]) },
		func() { fmt.Println(boxed == unhashed, unhashed == unhashed) },
		func() { close(closed) },
		func() { closed <- 1 },
		func() { callString(pointer) },
		func() { panic(nil) },
		func() { panic(value{3}) },
	} {
		for depth := range 3 {
			fmt.Println("error", name, caught(1<<(5*depth), f))
		}
	}
}

// callString calls a wrapper: without a receiver that takes its own name apart.
//
//go:noinline
func callString(s stringer) string { return s.String() }

func caught(depth int, f func()) (result string) {
	defer func() {
		r := recover()
		_, fromRuntime := r.(runtime.Error)
		result = fmt.Sprintf("%T %v %v", r, r, fromRuntime)
	}()
	deeper(depth, f)
	return "nothing"
}

func deeper(depth int, f func()) int {
	var frame [16]int
	if depth == 0 {
		f()
		return 0
	}
	frame[depth%16] = deeper(depth-1, f) + 1
	return frame[depth%16]
}

type recoverer struct{ name string }

func (r recoverer) now()            { fmt.Println(r.name, recover()) }
func (r *recoverer) byPointer()     { fmt.Println(r.name, "pointer", recover()) }
func (r recoverer) tooDeep()        { func() { fmt.Println(r.name, "too deep", recover()) }() }
func (r recoverer) String() string  { fmt.Println(r.name, recover()); return "" }
func helper() any                   { return recover() }
func inlined(r recoverer)           { fmt.Println("helper", r.name, helper()) }
func twice(f func())                { defer f(); panic("again") }
func deferred(n int, f func(n int)) { defer f(n); panic(n) }
func loops(f func(int)) {
	for i := range 3 {
		defer f(i)
	}
	panic("in a loop")
}
func generic[T any](v T) { fmt.Println("generic", v, recover()) }
func rethrow(f func())   { defer func() { panic(fmt.Sprint("re-", recover())) }(); f() }

// recovery is what only some frames may do: gorecover counts them.
func recovery() {
	r := recoverer{"recoverer"}
	for name, attempt := range []func(){
		func() { defer r.now(); panic(1) },
		func() { defer (&r).now(); panic(2) },
		func() { defer r.byPointer(); panic(3) },
		func() { f := r.now; defer f(); panic(4) },
		func() { f := recoverer.now; defer f(r); panic(5) },
		func() { f := (*recoverer).now; defer f(&r); panic(6) },
		func() { var s stringer = r; defer s.String(); panic(7) },
		func() { var s stringer = &r; defer s.String(); panic(8) },
		func() { defer r.tooDeep(); panic(9) },
		func() { defer inlined(r); panic(10) },
		func() { defer recover(); panic(11) },
		func() { defer func() { defer r.now() }(); panic(12) },
		func() { defer func() { defer r.now(); panic(14) }(); panic(13) },
		func() { twice(r.now) },
		func() { deferred(15, func(n int) { fmt.Println(n, recover()) }) },
		func() { deferred(16, generic[int]) },
		func() { loops(func(i int) { fmt.Println(i, recover()) }) },
		func() { rethrow(func() { panic(17) }) },
		func() { rethrow(func() { rethrow(func() { panic(18) }) }) },
		func() { defer fmt.Println(caught(1, func() { panic(20) })); panic(19) },
	} {
		fmt.Println("recovery", name, caught(name, attempt))
	}
}

// goexit runs deferred functions without a panic to recover.
func goexit() {
	done := make(chan string)
	go func() {
		defer func() { done <- fmt.Sprint("goexit ", recover()) }()
		defer func() { defer runtime.Goexit(); panic("lost") }()
		runtime.Goexit()
	}()
	fmt.Println(<-done)
}
