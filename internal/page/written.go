package page

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"time"
)

var timeType = reflect.TypeFor[time.Time]()

// written appends the value to b so that equal values, and no others, give the
// same bytes: each text and list with its length before it, each struct field
// by field. An instant is equal to another at the same time in the same zone.
// Maps have no order of their own: a value that holds one is an error, as is a
// func or a channel.
func written(b []byte, v reflect.Value) (_ []byte, err error) {
	switch v.Kind() {
	case reflect.String:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		return append(b, v.String()...), nil
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1), nil
		}
		return append(b, 0), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int()), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint()), nil
	case reflect.Slice, reflect.Array:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			if b, err = written(b, v.Index(i)); err != nil {
				return b, err
			}
		}
		return b, nil
	case reflect.Struct:
		if v.Type() == timeType && v.CanInterface() {
			at := v.Interface().(time.Time)
			zone, _ := at.Zone()
			return append(binary.AppendVarint(binary.AppendVarint(b, at.Unix()), int64(at.Nanosecond())), zone...), nil
		}
		for i := range v.NumField() {
			if b, err = written(b, v.Field(i)); err != nil {
				return b, err
			}
		}
		return b, nil
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, 0), nil
		}
		b = append(b, 1)
		if v.Kind() == reflect.Interface {
			b = append(b, v.Elem().Type().String()...)
		}
		return written(b, v.Elem())
	}
	return b, fmt.Errorf("a value with a %s cannot be told from others", v.Type())
}
