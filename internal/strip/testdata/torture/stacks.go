//go:build js && wasm

package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

// node is what keeps pointers on the stack and in the heap.
type node struct {
	next  *node
	value int
	bytes []byte
}

// stacks grows stacks that hold pointers to themselves and to the heap.
func stacks() {
	sums := make(chan int)
	for depth := range 12 {
		go func() {
			var onStack [8]int
			sums <- descend(1<<depth, &onStack, &node{value: depth}) + onStack[3]
		}()
	}
	total := 0
	for range 12 {
		total += <-sums
	}
	fmt.Println("stacks", total)
}

func descend(depth int, up *[8]int, n *node) int {
	var own [8]int
	own[depth%8] = depth
	if depth%97 == 0 {
		runtime.GC()
	}
	if depth == 0 {
		return n.value
	}
	sum := descend(depth-1, &own, &node{next: n, value: n.value + 1, bytes: make([]byte, depth%64)})
	up[3] += own[3] + n.value
	return sum + own[depth%8]
}

// garbage collects between lives that only stack maps know of.
func garbage() {
	var kept []*node
	check := 0
	for round := range 30 {
		list := (*node)(nil)
		for i := range 200 {
			list = &node{next: list, value: i, bytes: make([]byte, 1000)}
		}
		kept = append(kept, list)
		func() {
			defer func(first *node) { check += first.value }(list)
			runtime.GC()
		}()
		if round%3 == 0 {
			kept = kept[1:]
		}
	}
	for _, list := range kept {
		for n := list; n != nil; n = n.next {
			check += n.value + len(n.bytes)
		}
	}
	fmt.Println("garbage", len(kept), check)
}

// finalizers run on goroutines of the runtime.
func finalizers() {
	var done atomic.Int32
	for range 20 {
		runtime.SetFinalizer(&node{bytes: make([]byte, 10)}, func(*node) { done.Add(1) })
		runtime.AddCleanup(&node{bytes: make([]byte, 10)}, func(n int32) { done.Add(n) }, 1)
	}
	for done.Load() < 30 {
		runtime.GC()
		runtime.Gosched()
	}
	fmt.Println("finalizers ran")
}
