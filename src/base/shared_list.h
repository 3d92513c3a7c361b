#pragma once
// A list whose copies share their elements: copying it costs a pointer for each, and changing an element of one of them
// copies that element alone. For what is copied whole, again and again, and changed in one place: a plan of hundreds of
// actions, of which a picture holds the former state.
//
// Reads as a std::vector<T>; an element that is reached through a list that is not const may be changed, and is its
// list's own from then on. A pointer to an element holds until the list is changed or copied. Several threads may read
// and copy one list at once.

#include <algorithm>
#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace candour {

template <class T>
class SharedList {
  template <bool constant>
  class Place {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using reference = std::conditional_t<constant, const T&, T&>;
    using pointer = std::conditional_t<constant, const T*, T*>;
    using List = std::conditional_t<constant, const SharedList, SharedList>;

    Place() = default;
    Place(List* list, difference_type at) : list_(list), at_(at) {}
    operator Place<true>() const { return {list_, at_}; }

    reference operator*() const { return (*list_)[static_cast<std::size_t>(at_)]; }
    pointer operator->() const { return &**this; }
    reference operator[](difference_type by) const { return *(*this + by); }
    Place& operator+=(difference_type by) { return at_ += by, *this; }
    Place& operator-=(difference_type by) { return at_ -= by, *this; }
    Place& operator++() { return *this += 1; }
    Place& operator--() { return *this -= 1; }
    Place operator++(int) { return std::exchange(*this, *this + 1); }
    Place operator--(int) { return std::exchange(*this, *this - 1); }
    friend Place operator+(Place place, difference_type by) { return place += by; }
    friend Place operator+(difference_type by, Place place) { return place += by; }
    friend Place operator-(Place place, difference_type by) { return place -= by; }
    friend difference_type operator-(const Place& left, const Place& right) { return left.at_ - right.at_; }
    friend bool operator==(const Place& left, const Place& right) { return left.at_ == right.at_; }
    friend auto operator<=>(const Place& left, const Place& right) { return left.at_ <=> right.at_; }

   private:
    friend class SharedList;
    List* list_ = nullptr;
    difference_type at_ = 0;
  };

 public:
  using value_type = T;
  using iterator = Place<false>;
  using const_iterator = Place<true>;

  SharedList() = default;
  SharedList(std::initializer_list<T> items) : SharedList(std::vector<T>(items)) {}
  SharedList(std::vector<T> items) {
    items_.reserve(items.size());
    for (T& item : items) push_back(std::move(item));
  }
  // From here on neither owns what both hold.
  SharedList(const SharedList& other) : items_(other.items_) { other.owner_.store(fresh(), std::memory_order_relaxed); }
  SharedList(SharedList&& other) noexcept : items_(std::move(other.items_)), owner_(other.owner_.load()) {
    other.items_.clear();
    other.owner_.store(fresh(), std::memory_order_relaxed);
  }
  SharedList& operator=(SharedList other) noexcept {
    items_.swap(other.items_);
    owner_.store(other.owner_.load());
    return *this;
  }
  ~SharedList() = default;

  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  void reserve(std::size_t count) { items_.reserve(count); }
  void clear() { items_.clear(); }

  const T& operator[](std::size_t at) const { return *items_[at].held; }
  T& operator[](std::size_t at) {
    Item& item = items_[at];
    const std::uint64_t own = owner_.load(std::memory_order_relaxed);
    if (item.owner != own) item = {std::make_shared<T>(*item.held), own};
    return *item.held;
  }
  const T& front() const { return (*this)[0]; }
  T& front() { return (*this)[0]; }
  const T& back() const { return (*this)[size() - 1]; }
  T& back() { return (*this)[size() - 1]; }

  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {this, static_cast<std::ptrdiff_t>(size())}; }
  iterator begin() { return {this, 0}; }
  iterator end() { return {this, static_cast<std::ptrdiff_t>(size())}; }

  void push_back(T item) { items_.push_back(made(std::move(item))); }
  // One element of another list, which both hold from then on.
  void share(const SharedList& other, std::size_t at) {
    other.owner_.store(fresh(), std::memory_order_relaxed);
    items_.push_back({other.items_[at].held, 0});
  }
  iterator insert(const_iterator before, T item) {
    items_.insert(items_.begin() + before.at_, made(std::move(item)));
    return {this, before.at_};
  }
  iterator erase(const_iterator at) {
    items_.erase(items_.begin() + at.at_);
    return {this, at.at_};
  }

  friend bool operator==(const SharedList& left, const SharedList& right) {
    return std::equal(
        left.items_.begin(), left.items_.end(), right.items_.begin(), right.items_.end(),
        [](const Item& one, const Item& other) { return one.held == other.held || *one.held == *other.held; });
  }

 private:
  struct Item {
    std::shared_ptr<T> held;
    std::uint64_t owner = 0;  // the list that may change it in place
  };
  Item made(T item) { return {std::make_shared<T>(std::move(item)), owner_.load(std::memory_order_relaxed)}; }
  static std::uint64_t fresh() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
  }

  std::vector<Item> items_;
  mutable std::atomic<std::uint64_t> owner_ = fresh();
};

}  // namespace candour
