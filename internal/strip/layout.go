package strip

// layOut writes records, and what they have, into the parts of the table. What
// two have in common is there once. The rest of the parts is zero.
func (t pclntab) layOut(records []record) {
	for _, part := range []region{t.names, t.units, t.files, t.tables, t.records, t.funcdata} {
		clear(part.of(t.memory))
	}
	names := pool{part: t.names.of(t.memory), used: 1} // the offset 0 is for none
	tables := pool{part: t.tables.of(t.memory), used: 1}
	objects := pool{part: t.funcdata.of(t.memory)}

	list := t.records.of(t.memory)
	list.setUint32(8*t.count, firstEntry+t.count)
	at := 8*t.count + 4
	for i, r := range records {
		at = alignUp(at, 8)
		list.setUint32(8*i, r.entry)
		list.setUint32(8*i+4, at)
		list.setUint32(at, r.entry)
		list.setUint32(at+recordArgs, r.args)
		list.setUint32(at+recordDeferReturn, r.deferReturn)
		list.setUint32(at+recordPcdata, len(r.pcdata))
		list[at+recordID], list[at+recordFlags], list[at+recordFuncdata] = r.id, r.flags, byte(len(r.funcdata))
		if r.name != "" {
			list.setUint32(at+recordName, names.add([]byte(r.name+"\x00"), 1))
		}
		list.setUint32(at+recordFrame, tables.addTable(r.frame))
		at += recordSize
		for _, table := range r.pcdata {
			list.setUint32(at, tables.addTable(table))
			at += 4
		}
		for _, object := range r.funcdata {
			list.setUint32(at, objects.addObject(object))
			at += 4
		}
	}
}

// pool is a part of the table that is filled from its start.
type pool struct {
	part    memory
	used    int
	offsets map[string]int
}

// add returns the offset of a content. It panics when the part is full.
func (p *pool) add(content []byte, align int) int {
	if offset, ok := p.offsets[string(content)]; ok {
		return offset
	}
	offset := alignUp(p.used, align)
	p.used = offset + copy(p.part[offset:offset+len(content)], content)
	if p.offsets == nil {
		p.offsets = map[string]int{}
	}
	p.offsets[string(content)] = offset
	return offset
}

func (p *pool) addTable(table []byte) int {
	if table == nil {
		return 0
	}
	return p.add(table, 1)
}

func (p *pool) addObject(object []byte) int {
	if object == nil {
		return none
	}
	return p.add(object, 8)
}

func alignUp(n, align int) int { return (n + align - 1) / align * align }
