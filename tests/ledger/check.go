// check FOLDER: what Go's own packages for notes and logs (golang.org/x/mod/sumdb/note and tlog) say of a ledger's folder.
// It shares nothing with Candour. First the folder as it is must hold; then every altered one must be refused: each bit of
// leaves and proofs, and bytes throughout all other files.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A folder held in memory, one file of which may be another.
type folder struct {
	files   map[string][]byte
	path    string
	instead []byte
}

func (f folder) read(path string) ([]byte, error) {
	if path == f.path {
		return f.instead, nil
	}
	if data, ok := f.files[path]; ok {
		return data, nil
	}
	return nil, errors.New(path + " is missing")
}

// A witness's key: kind 04, whose signature is eight bytes of time and one over "cosignature/v1", the time and the text.
// The note package knows kind 01 only.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	header := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(c.key, append([]byte(header), msg...), sig[8:])
}

func newCosigner(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(strings.TrimSpace(vkey), "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("witness.vkey: not a key")
	}
	key, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, errors.New("witness.vkey: not a witness's key")
	}
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(digest[:])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, errors.New("witness.vkey: another id")
	}
	return cosigner{parts[0], hash, key[1:]}, nil
}

// Both the log and the witness must have signed. The package reads base64 leniently, so what it read is written again.
func open(data []byte, verifiers []note.Verifier) (tlog.Tree, error) {
	n, err := note.Open(data, note.VerifierList(verifiers...))
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(n.Sigs) != len(verifiers) || len(n.UnverifiedSigs) != 0 {
		return tlog.Tree{}, errors.New("not signed by both")
	}
	again := n.Text + "\n"
	for _, sig := range n.Sigs {
		raw, err := base64.StdEncoding.Strict().DecodeString(sig.Base64)
		if err != nil {
			return tlog.Tree{}, err
		}
		again += "— " + sig.Name + " " + base64.StdEncoding.EncodeToString(raw) + "\n"
	}
	if again != string(data) {
		return tlog.Tree{}, errors.New("written in another way")
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[0] != verifiers[0].Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, errors.New("not a size")
	}
	root, err := hashOf(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func hashOf(text string) (tlog.Hash, error) {
	var hash tlog.Hash
	data, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(data) != tlog.HashSize || base64.StdEncoding.EncodeToString(data) != text {
		return hash, errors.New("not a hash: " + text)
	}
	copy(hash[:], data)
	return hash, nil
}

func hashesOf(lines []string) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, line := range lines {
		hash, err := hashOf(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

// tile/8/0/001 of the package is tile/0/001 of the specification.
func pathOf(tile tlog.Tile) string { return "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/") }

type tiles struct{ folder }

func (t tiles) Height() int                              { return 8 }
func (t tiles) SaveTiles(all []tlog.Tile, data [][]byte) {}
func (t tiles) ReadTiles(all []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range all {
		one, err := t.read(pathOf(tile))
		if err != nil {
			return nil, err
		}
		data = append(data, one)
	}
	return data, nil
}

// One entry by its own proof file.
func checkEntry(f folder, stem string, entry []byte, verifiers []note.Verifier) error {
	data, err := f.read(stem + ".tlog-proof")
	if err != nil {
		return err
	}
	parts := strings.SplitN(string(data), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return errors.New("not a proof")
	}
	index, err := strconv.ParseInt(lines[1][6:], 10, 64)
	if err != nil || strconv.FormatInt(index, 10) != lines[1][6:] {
		return errors.New("not an index")
	}
	hashes, err := hashesOf(lines[2:])
	if err != nil {
		return err
	}
	tree, err := open([]byte(parts[1]), verifiers)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(hashes, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func checkPaper(f folder, stem string, verifiers []note.Verifier) error {
	entry, err := f.read(stem + ".leaf")
	if err != nil {
		return err
	}
	file, err := f.read(stem + ".txt")
	if err != nil {
		return err
	}
	if !strings.Contains(string(entry), fmt.Sprintf("\nsha256 %x\nbytes %d\n", sha256.Sum256(file), len(file))) {
		return errors.New("another file than its entry tells of")
	}
	return checkEntry(f, stem, entry, verifiers)
}

func keys(f folder) ([]note.Verifier, error) {
	vkey, err := f.read("log.vkey")
	if err != nil {
		return nil, err
	}
	log, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	if err != nil {
		return nil, err
	}
	vkey, err = f.read("witness.vkey")
	if err != nil {
		return []note.Verifier{log}, nil // a log without witnesses
	}
	witness, err := newCosigner(string(vkey))
	if err != nil {
		return nil, err
	}
	return []note.Verifier{log, witness}, nil
}

func checkConsistency(f folder, verifiers []note.Verifier, tree tlog.Tree) error {
	data, err := f.read("checkpoint.old")
	if err != nil {
		return err
	}
	old, err := open(data, verifiers)
	if err != nil {
		return err
	}
	if data, err = f.read("consistency"); err != nil {
		return err
	}
	text := string(data)
	first := fmt.Sprintf("old %d\n", old.N)
	if !strings.HasPrefix(text, first) || !strings.HasSuffix(text, "\n") {
		return errors.New("consistency: begins at another size")
	}
	var lines []string
	if rest := strings.TrimSuffix(text[len(first):], "\n"); rest != "" {
		lines = strings.Split(rest, "\n")
	}
	hashes, err := hashesOf(lines)
	if err != nil {
		return err
	}
	return tlog.CheckTree(hashes, tree.N, tree.Hash, old.N, old.Hash)
}

// Every entry into every tile and the root, by the package's own storage of hashes.
func checkAll(f folder, tree tlog.Tree) error {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range indexes {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for n := int64(0); n < tree.N; {
		width := tree.N - n
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: n / 256, W: int(width)}
		data, err := f.read("tile/entries/" + strings.TrimPrefix(pathOf(tile), "tile/0/"))
		if err != nil {
			return err
		}
		for i := int64(0); i < width; i++ {
			if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
				return errors.New("a bundle ends too early")
			}
			length := int(binary.BigEndian.Uint16(data))
			hashes, err := tlog.StoredHashes(n, data[2:2+length], reader)
			if err != nil {
				return err
			}
			stored = append(stored, hashes...)
			data = data[2+length:]
			n++
		}
		if len(data) != 0 {
			return errors.New("a bundle goes on too long")
		}
	}
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the entries lead to another root")
	}
	for _, tile := range tlog.NewTiles(8, 0, tree.N) {
		if tile.W < 256 && int64(tile.W) != tree.N>>(8*tile.L)&255 {
			continue // of a smaller tree
		}
		data, err := f.read(pathOf(tile))
		if err != nil {
			return err
		}
		want, err := tlog.ReadTileData(tile, reader)
		if err != nil {
			return err
		}
		if !bytes.Equal(data, want) {
			return errors.New(pathOf(tile) + " is not made of its entries")
		}
	}
	return nil
}

// All of it, or what rests on one file.
func check(f folder, papers []string, only string) error {
	verifiers, err := keys(f)
	if err != nil {
		return err
	}
	if strings.HasPrefix(only, "paper.") {
		return checkPaper(f, strings.Join(strings.SplitN(only, ".", 3)[:2], "."), verifiers)
	}
	data, err := f.read("checkpoint")
	if err != nil {
		return err
	}
	tree, err := open(data, verifiers)
	if err != nil {
		return err
	}
	if err := checkConsistency(f, verifiers, tree); err != nil {
		return err
	}
	if only != "" && !strings.HasPrefix(only, "tile/") {
		return nil
	}
	for _, stem := range papers {
		if err := checkPaper(f, stem, verifiers); err != nil {
			return err
		}
	}
	// Proofs that the package makes of our tiles, and checks: of each entry, or of many.
	reader := tlog.TileHashReader(tree, tiles{f})
	step := int64(1)
	if tree.N > 300 {
		step = tree.N / 300
	}
	for n := int64(0); n < tree.N; n += step {
		hash, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		if err != nil {
			return err
		}
		proof, err := tlog.ProveRecord(tree.N, n, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, hash[0]); err != nil {
			return err
		}
		if n > 0 {
			tp, err := tlog.ProveTree(tree.N, n, reader)
			if err != nil {
				return err
			}
			old, err := tlog.TreeHash(n, reader)
			if err != nil {
				return err
			}
			if err := tlog.CheckTree(tp, tree.N, tree.Hash, n, old); err != nil {
				return err
			}
		}
	}
	return checkAll(f, tree)
}

func main() {
	f := folder{files: map[string][]byte{}}
	var papers []string
	err := filepath.Walk(os.Args[1], func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, _ := filepath.Rel(os.Args[1], path)
		f.files[name], err = os.ReadFile(path)
		if strings.HasSuffix(name, ".leaf") {
			papers = append(papers, strings.TrimSuffix(name, ".leaf"))
		}
		return err
	})
	if err == nil {
		err = check(f, papers, "")
	}
	if err != nil {
		fmt.Println("does not hold:", err)
		os.Exit(1)
	}
	altered := 0
	for name, data := range f.files {
		if name == "log.pem" || name == "policy" || strings.HasPrefix(name, "disclosed") || strings.HasSuffix(name, ".vkey") {
			continue // not for this program, or a key: they come from elsewhere, and are read here in more than one spelling
		}
		isTile := strings.HasPrefix(name, "tile/")
		step := 1 // bits
		if isTile {
			if len(f.files) > 100 && !strings.Contains(name, ".p/") {
				continue // of a large log its last tiles are enough: each try reads all of it
			}
			step = len(data)*8/7 + 1
			if len(f.files) < 20 {
				step = len(data)*8/150 + 1
			}
		}
		for bit := 0; bit < len(data)*8; bit += step {
			one := append([]byte(nil), data...)
			one[bit/8] ^= 1 << (bit % 8)
			other := folder{f.files, name, one}
			if check(other, papers, name) == nil {
				fmt.Printf("bit %d of %s was altered, and it holds\n", bit, name)
				os.Exit(1)
			}
			altered++
		}
	}
	fmt.Printf("Go: holds, and %d altered ones are refused.\n", altered)
}
